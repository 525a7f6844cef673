// try_lock_for gives up after a while; the thread then leaves the counter
// alone.
//
// verdict:    none
// primitives: plain, timed_mutex, join

#include <cassert>
#include <chrono>
#include <mutex>
#include <thread>

std::timed_mutex counter_lock;
int counter = 0;

void add_one() {
  if (counter_lock.try_lock_for(std::chrono::milliseconds(10))) {
    ++counter;
    counter_lock.unlock();
  }
}

int main() {
  std::thread a(add_one);
  std::thread b(add_one);
  a.join();
  b.join();
  assert(counter >= 1 && counter <= 2);
}
