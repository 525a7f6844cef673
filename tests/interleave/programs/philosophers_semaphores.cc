// Three philosophers, whose forks are semaphores: if each has taken the fork on
// the left, nobody can go on.
//
// verdict:    deadlock
// within:     10000
// primitives: atomic, sem, join

#include <semaphore.h>

#include <atomic>
#include <cassert>
#include <thread>

constexpr int kSeats = 3;

sem_t forks[kSeats];
std::atomic<int> meals{0};

void dine(int seat) {
  const int next = (seat + 1) % kSeats;
  sem_wait(&forks[seat]);
  sem_wait(&forks[next]);
  meals.fetch_add(1);
  sem_post(&forks[next]);
  sem_post(&forks[seat]);
}

int main() {
  for (sem_t& fork : forks) sem_init(&fork, 0, 1);
  std::thread a(dine, 0);
  std::thread b(dine, 1);
  std::thread c(dine, 2);
  a.join();
  b.join();
  c.join();
  assert(meals.load() == kSeats);
}
