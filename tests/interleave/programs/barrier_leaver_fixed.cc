// Two threads meet at a barrier; the one that leaves after the first round
// drops out of the count.
//
// verdict:    none
// primitives: plain, barrier, atomic_wait, futex, join, malloc

#include <barrier>
#include <cassert>
#include <thread>

std::barrier<> round_end(2);
int first = 0;
int second = 0;

void two_rounds() {
  first = 1;
  round_end.arrive_and_wait();
  assert(second == 2);
  round_end.arrive_and_wait();
}

void one_round() {
  second = 2;
  round_end.arrive_and_wait();
  assert(first == 1);
  round_end.arrive_and_drop();
}

int main() {
  std::thread a(two_rounds);
  std::thread b(one_round);
  a.join();
  b.join();
}
