// Three philosophers, whose forks are semaphores; only two of them may sit down
// at the same time.
//
// verdict:    none
// primitives: atomic, counting_semaphore, atomic_wait, futex, join

#include <atomic>
#include <cassert>
#include <semaphore>
#include <thread>

constexpr int kSeats = 3;
using Fork = std::binary_semaphore;

Fork forks[kSeats] = {Fork(1), Fork(1), Fork(1)};
std::counting_semaphore<2> chairs(2);
std::atomic<int> meals{0};

void dine(int seat) {
  const int next = (seat + 1) % kSeats;
  chairs.acquire();
  forks[seat].acquire();
  forks[next].acquire();
  meals.fetch_add(1);
  forks[next].release();
  forks[seat].release();
  chairs.release();
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
