// Two jthreads add one to a counter, each under the lock.
//
// verdict:    none
// primitives: plain, mutex, jthread, join, malloc

#include <cassert>
#include <mutex>
#include <thread>

int counter = 0;
std::mutex counter_lock;

void add_one() {
  std::lock_guard hold(counter_lock);
  ++counter;
}

int main() {
  {
    std::jthread a(add_one);
    std::jthread b(add_one);
  }
  assert(counter == 2);
}
