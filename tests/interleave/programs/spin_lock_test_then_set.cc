// A spin lock that tests the flag and then sets it: two threads find it clear
// and both enter.
//
// verdict:    assertion
// also:       data_race
// within:     1000
// primitives: plain, atomic, join, yield

#include <atomic>
#include <cassert>
#include <thread>

std::atomic_flag held;
int counter = 0;

void lock() {
  while (held.test()) {
    std::this_thread::yield();
  }
  held.test_and_set();
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
