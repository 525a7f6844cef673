// Three philosophers, whose forks are semaphores: if each has taken the fork on
// the left, nobody can go on.
//
// verdict:    deadlock
// within:     10000
// primitives: atomic, counting_semaphore, atomic_wait, futex, join

#include <atomic>
#include <cassert>
#include <semaphore>
#include <thread>

constexpr int kSeats = 3;
using Fork = std::binary_semaphore;

Fork forks[kSeats] = {Fork(1), Fork(1), Fork(1)};
std::atomic<int> meals{0};

void dine(int seat) {
  const int next = (seat + 1) % kSeats;
  forks[seat].acquire();
  forks[next].acquire();
  meals.fetch_add(1);
  forks[next].release();
  forks[seat].release();
}

int main() {
  std::thread a(dine, 0);
  std::thread b(dine, 1);
  std::thread c(dine, 2);
  a.join();
  b.join();
  c.join();
  assert(meals.load() == kSeats);
}
