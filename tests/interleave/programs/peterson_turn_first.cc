// Peterson's lock with its two stores swapped: the turn is given away before
// the wish is shown. Thread 0 gives the turn; thread 1 gives it back, shows its
// wish and enters; thread 0 shows its wish, has the turn, and enters too.
//
// verdict:    assertion
// also:       data_race
// within:     2000
// primitives: plain, atomic, join, yield

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> turn{0};
int counter = 0;

void work(int me) {
  const int other = 1 - me;
  turn.store(other);
  wants[me].store(true);
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
