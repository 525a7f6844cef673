// Each thread writes its half, then they meet. One thread forgets that its
// second write comes after the meeting, while the other already reads.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, barrier, atomic_wait, futex, join, malloc

#include <barrier>
#include <cassert>
#include <thread>

std::barrier<> meeting(2);
int cells[2];

void work(int me) {
  cells[me] = 1;
  meeting.arrive_and_wait();
  assert(cells[1 - me] == 1);
  cells[me] = 2;
}

int main() {
  std::thread a(work, 0);
  std::thread b(work, 1);
  a.join();
  b.join();
}
