// A singleton made on first use: two threads find no instance and both make
// one.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, atomic, malloc, join

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> made{0};

struct Registry {
  Registry() { made.fetch_add(1); }
  int version = 5;
};

Registry* instance = nullptr;

Registry& registry() {
  if (instance == nullptr) {
    instance = new Registry;
  }
  return *instance;
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
