// A semaphore, which has no owner, is the signal.
//
// verdict:    none
// primitives: plain, counting_semaphore, atomic_wait, futex, join

#include <cassert>
#include <semaphore>
#include <thread>

std::binary_semaphore finished(0);
int result = 0;

void work() {
  result = 7;
  finished.release();
}

int main() {
  std::thread worker(work);
  finished.acquire();
  assert(result == 7);
  worker.join();
}
