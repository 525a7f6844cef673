// Three philosophers each take the fork on the left, then the one on the right.
// If all hold their left fork, nobody can go on.
//
// verdict:    deadlock
// also:       lock_order
// within:     5000
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

constexpr int kSeats = 3;
std::mutex forks[kSeats];
int meals[kSeats];

void dine(int seat) {
  const int left = seat;
  const int right = (seat + 1) % kSeats;
  std::lock_guard hold_left(forks[left]);
  std::lock_guard hold_right(forks[right]);
  ++meals[seat];
}

int main() {
  std::thread a(dine, 0);
  std::thread b(dine, 1);
  std::thread c(dine, 2);
  a.join();
  b.join();
  c.join();
  assert(meals[0] + meals[1] + meals[2] == kSeats);
}
