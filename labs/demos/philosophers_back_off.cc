// Three philosophers each take the fork on their left; who does not get the
// other one puts it back, lets the others go first, and tries again.
//
// Model:  a thread for each philosopher, a lock for each fork; nobody waits for
//         a fork while holding one. That one gets on at all is up to the
//         scheduler.
// Source: Herlihy and Shavit, "The Art of Multiprocessor Programming"
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

constexpr int kSeats = 3;
static std::mutex forks[kSeats];

static void dine(int seat) {
  std::mutex& left = forks[seat];
  std::mutex& right = forks[(seat + 1) % kSeats];
  left.lock();
  while (!right.try_lock()) {
    left.unlock();
    std::this_thread::yield();
    left.lock();
  }
  right.unlock();
  left.unlock();
}

int main() {
  std::vector<std::thread> philosophers;
  for (int seat = 0; seat < kSeats; ++seat)
    philosophers.emplace_back(dine, seat);
  for (std::thread& philosopher : philosophers) philosopher.join();
  std::puts("all have eaten");
}
