// Three philosophers take their forks in the order of the forks' numbers, so no
// circle of waiting can close.
//
// verdict:    none
// primitives: plain, mutex, join

#include <algorithm>
#include <cassert>
#include <mutex>
#include <thread>

constexpr int kSeats = 3;
std::mutex forks[kSeats];
int meals[kSeats];

void dine(int seat) {
  const int left = seat;
  const int right = (seat + 1) % kSeats;
  std::lock_guard hold_first(forks[std::min(left, right)]);
  std::lock_guard hold_second(forks[std::max(left, right)]);
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
