// A thread reads what its creator has not yet set.
//
// Model:  two threads; `name` is shared, and each access is atomic.
// Fails:  the new thread may run before main goes on: an order violation. No
//         lock helps, only waiting does.
// Source: Lu and others, "Learning from Mistakes" (Mozilla's mThread)
#include <atomic>
#include <cstdio>
#include <thread>

static std::atomic<const char*> name;

static void greet(bool* greeted) {
  const char* const known = name;
  std::printf("hello, %s\n", known == nullptr ? "nobody" : known);
  *greeted = known != nullptr;
}

int main() {
  bool greeted = false;
  std::thread worker(greet, &greeted);
  name = "worker";
  worker.join();
  return greeted ? 0 : 1;
}
