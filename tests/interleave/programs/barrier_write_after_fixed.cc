// Two threads write, meet, read, meet and write again: the barrier is used
// twice and keeps the rounds apart.
//
// verdict:    none
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
  meeting.arrive_and_wait();
  cells[me] = 2;
}

int main() {
  std::thread a(work, 0);
  std::thread b(work, 1);
  a.join();
  b.join();
}
