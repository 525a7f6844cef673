// A spin lock on atomic_flag: test and set are one step.
//
// verdict:    none
// primitives: plain, atomic, join, yield

#include <atomic>
#include <cassert>
#include <thread>

std::atomic_flag held;
int counter = 0;

void lock() {
  while (held.test_and_set()) {
    std::this_thread::yield();
  }
}

void work() {
  lock();
  ++counter;
  held.clear();
}

int main() {
  std::thread a(work);
  std::thread b(work);
  a.join();
  b.join();
  assert(counter == 2);
}
