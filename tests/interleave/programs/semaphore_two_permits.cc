// A semaphore stands in for a lock but starts with two permits, so both threads
// are in at once.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, counting_semaphore, atomic_wait, futex, join

#include <cassert>
#include <semaphore>
#include <thread>

std::counting_semaphore<2> gate(2);
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
