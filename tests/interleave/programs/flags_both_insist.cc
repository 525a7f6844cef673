// Two threads each raise a flag and wait until the other's is down: if both
// raise it first, both spin for ever.
//
// verdict:    livelock
// within:     500
// primitives: plain, atomic, join
// twin:       peterson_turn_first_fixed

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2];
int counter = 0;

void work(int me) {
  wants[me].store(true);
  while (wants[1 - me].load()) {
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
