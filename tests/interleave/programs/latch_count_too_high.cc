// The latch counts three workers, two were started: main waits for a third that
// never comes.
//
// verdict:    deadlock
// within:     500
// primitives: plain, latch, atomic_wait, futex, join

#include <cassert>
#include <latch>
#include <thread>

std::latch finished(3);
int results[2];

void work(int which) {
  results[which] = which + 1;
  finished.count_down();
}

int main() {
  std::thread a(work, 0);
  std::thread b(work, 1);
  finished.wait();
  assert(results[0] + results[1] == 3);
  a.join();
  b.join();
}
