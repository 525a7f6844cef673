// One thread loads a pointer once, and checks and uses what it has got.
//
// Model:  two threads; `name` is shared, and each access is atomic.
// Source: Lu and others, "Learning from Mistakes" (MySQL's thd->proc_info)
#include <atomic>
#include <cstdio>
#include <thread>

static std::atomic<const char*> name{"a query"};

static void show() {
  const char* const current = name;
  if (current != nullptr) std::puts(current);
}

static void clear() { name = nullptr; }

int main() {
  std::thread other(clear);
  show();
  other.join();
}
