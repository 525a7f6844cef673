// Peterson's lock: show the wish, give the turn away, wait. Correct with
// sequentially consistent atomics.
//
// verdict:    none
// primitives: plain, atomic, join, yield

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> turn{0};
int counter = 0;

void work(int me) {
  const int other = 1 - me;
  wants[me].store(true);
  turn.store(other);
  while (wants[other].load() && turn.load() == other) {
    std::this_thread::yield();
  }
  ++counter;
  wants[me].store(false);
}

int main() {
  std::thread a(work, 0);
  std::thread b(work, 1);
  a.join();
  b.join();
  assert(counter == 2);
}
