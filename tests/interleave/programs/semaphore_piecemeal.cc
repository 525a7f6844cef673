// Two threads each need two buffers of a pool of two and take them one by one:
// with one each, both wait.
//
// verdict:    deadlock
// within:     500
// primitives: plain, counting_semaphore, atomic_wait, futex, join

#include <atomic>
#include <cassert>
#include <semaphore>
#include <thread>

std::counting_semaphore<2> buffers(2);
std::atomic<int> copied{0};

void take_two() {
  buffers.acquire();
  buffers.acquire();
}

void copy() {
  take_two();
  copied.fetch_add(1);
  buffers.release(2);
}

int main() {
  std::thread a(copy);
  std::thread b(copy);
  a.join();
  b.join();
  assert(copied.load() == 2);
}
