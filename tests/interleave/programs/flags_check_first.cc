// Two threads each look at the other's flag before they raise their own: both
// see it down and both enter.
//
// verdict:    assertion
// also:       data_race
// within:     2000
// primitives: plain, atomic, join, yield
// twin:       peterson_turn_first_fixed

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> inside[2];
int counter = 0;

void work(int me) {
  while (inside[1 - me].load()) {
    std::this_thread::yield();
  }
  inside[me].store(true);
  ++counter;
  inside[me].store(false);
}

int main() {
  std::thread a(work, 0);
  std::thread b(work, 1);
  a.join();
  b.join();
  assert(counter == 2);
}
