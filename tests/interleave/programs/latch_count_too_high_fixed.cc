// The latch counts the two workers that were started.
//
// verdict:    none
// primitives: plain, latch, atomic_wait, futex, join

#include <cassert>
#include <latch>
#include <thread>

std::latch finished(2);
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
