// Three philosophers each take the fork on their left, then that on their
// right.
//
// Model:  a thread for each philosopher, a lock for each fork.
// Fails:  all hold their left fork and wait for the right one: a deadlock in a
//         circle.
// Source: Dijkstra, "Hierarchical Ordering of Sequential Processes"
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

constexpr int kSeats = 3;
static std::mutex forks[kSeats];

static void dine(int seat) {
  const std::lock_guard left(forks[seat]);
  const std::lock_guard right(forks[(seat + 1) % kSeats]);
}

int main() {
  std::vector<std::thread> philosophers;
  for (int seat = 0; seat < kSeats; ++seat)
    philosophers.emplace_back(dine, seat);
  for (std::thread& philosopher : philosophers) philosopher.join();
  std::puts("all have eaten");
}
