// A singleton made on first use by the language: a function-local static.
//
// verdict:    none
// primitives: plain, atomic, guard, join

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> made{0};

struct Registry {
  Registry() { made.fetch_add(1); }
  int version = 5;
};

Registry& registry() {
  static Registry only;
  return only;
}

void work() {
  const Registry& mine = registry();
  assert(mine.version == 5);
}

int main() {
  std::thread a(work);
  std::thread b(work);
  a.join();
  b.join();
  assert(made.load() == 1);
}
