// Three threads take turns with a correct semaphore, and yet one may sleep for
// ever: libstdc++ 12 reads the count, finds it taken at a second look, and then
// sleeps as long as the count is what it read at first. If it was given back
// meanwhile, that is so, and nobody wakes it. Later versions are cured; the
// explorer found it in programs that were meant to be correct.
//
// verdict:    deadlock
// within:     20000
// primitives: counting_semaphore, atomic_wait, futex, join
// twin:       readers_first_last

#include <semaphore>
#include <thread>

std::binary_semaphore room(1);

void visit() {
  room.acquire();
  room.release();
}

int main() {
  std::thread a(visit);
  std::thread b(visit);
  visit();
  a.join();
  b.join();
}
