// Two threads each need two buffers of a pool of two; only one of them at a
// time may be collecting.
//
// verdict:    none
// primitives: atomic, mutex, counting_semaphore, atomic_wait, futex, join

#include <atomic>
#include <cassert>
#include <mutex>
#include <semaphore>
#include <thread>

std::counting_semaphore<2> buffers(2);
std::mutex collecting;
std::atomic<int> copied{0};

void take_two() {
  std::lock_guard hold(collecting);
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
