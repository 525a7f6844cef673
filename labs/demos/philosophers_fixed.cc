// Philosophers take the fork with the lower number first; the last one at the
// table thereby begins on the right.
//
// Model:  a thread for each philosopher, a lock for each fork, one order.
// Source: Dijkstra, "Hierarchical Ordering of Sequential Processes"
#include <algorithm>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

constexpr int kSeats = 3;
static std::mutex forks[kSeats];

static void dine(int seat) {
  const int next = (seat + 1) % kSeats;
  const std::lock_guard lower(forks[std::min(seat, next)]);
  const std::lock_guard higher(forks[std::max(seat, next)]);
}

int main() {
  std::vector<std::thread> philosophers;
  for (int seat = 0; seat < kSeats; ++seat)
    philosophers.emplace_back(dine, seat);
  for (std::thread& philosopher : philosophers) philosopher.join();
  std::puts("all have eaten");
}
