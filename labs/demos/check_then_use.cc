// One thread checks a pointer and uses it; another one clears it.
//
// Model:  two threads; `name` is shared, and each access is atomic.
// Fails:  between the check and the use the pointer becomes null: two steps
//         that must be one, an atomicity violation.
// Source: Lu and others, "Learning from Mistakes" (MySQL's thd->proc_info)
#include <atomic>
#include <cstdio>
#include <thread>

static std::atomic<const char*> name{"a query"};

static void show() {
  if (name != nullptr) std::puts(name);
}

static void clear() { name = nullptr; }

int main() {
  std::thread other(clear);
  show();
  other.join();
}
