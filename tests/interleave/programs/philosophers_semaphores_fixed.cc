// Three philosophers, whose forks are semaphores; only two of them may sit down
// at the same time.
//
// verdict:    none
// primitives: atomic, sem, join

#include <semaphore.h>

#include <atomic>
#include <cassert>
#include <thread>

constexpr int kSeats = 3;

sem_t forks[kSeats];
sem_t chairs;
std::atomic<int> meals{0};

void dine(int seat) {
  const int next = (seat + 1) % kSeats;
  sem_wait(&chairs);
  sem_wait(&forks[seat]);
  sem_wait(&forks[next]);
  meals.fetch_add(1);
  sem_post(&forks[next]);
  sem_post(&forks[seat]);
  sem_post(&chairs);
}

int main() {
  for (sem_t& fork : forks) sem_init(&fork, 0, 1);
  sem_init(&chairs, 0, kSeats - 1);
  std::thread a(dine, 0);
  std::thread b(dine, 1);
  std::thread c(dine, 2);
  a.join();
  b.join();
  c.join();
  assert(meals.load() == kSeats);
}
