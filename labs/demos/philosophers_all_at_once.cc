// Three philosophers each take both forks in one step, or none.
//
// Model:  a thread for each philosopher; one monitor for all forks, a lock and
//         a condition. Nobody holds a fork while waiting for another one.
// Source: Dijkstra, "Hierarchical Ordering of Sequential Processes"
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

constexpr int kSeats = 3;
static std::mutex lock;
static std::condition_variable put_down;
static bool taken[kSeats];  // guarded by lock

static void dine(int seat) {
  bool& left = taken[seat];
  bool& right = taken[(seat + 1) % kSeats];
  std::unique_lock guard(lock);
  while (left || right) put_down.wait(guard);
  left = right = true;
  guard.unlock();  // and now eat
  guard.lock();
  left = right = false;
  put_down.notify_all();
}

int main() {
  std::vector<std::thread> philosophers;
  for (int seat = 0; seat < kSeats; ++seat)
    philosophers.emplace_back(dine, seat);
  for (std::thread& philosopher : philosophers) philosopher.join();
  std::puts("all have eaten");
}
