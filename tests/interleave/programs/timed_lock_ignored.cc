// try_lock_for gives up after a while, but nobody looks at what it returned:
// the thread goes on without the lock and unlocks another's.
//
// verdict:    misuse
// within:     1000
// primitives: plain, timed_mutex, join

#include <cassert>
#include <chrono>
#include <mutex>
#include <thread>

std::timed_mutex counter_lock;
int counter = 0;

void add_one() {
  counter_lock.try_lock_for(std::chrono::milliseconds(10));
  ++counter;
  counter_lock.unlock();
}

int main() {
  std::thread a(add_one);
  std::thread b(add_one);
  a.join();
  b.join();
  assert(counter >= 1 && counter <= 2);
}
