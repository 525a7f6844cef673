// A semaphore with one permit stands in for a lock.
//
// verdict:    none
// primitives: plain, counting_semaphore, atomic_wait, futex, join

#include <cassert>
#include <semaphore>
#include <thread>

std::counting_semaphore<2> gate(1);
int counter = 0;

void work() {
  gate.acquire();
  ++counter;
  gate.release();
}

int main() {
  std::thread a(work);
  std::thread b(work);
  a.join();
  b.join();
  assert(counter == 2);
}
