// Three philosophers, and never more than two of them at the table.
//
// Model:  a thread for each philosopher, a semaphore for each fork, and one for
//         the free seats: two philosophers cannot hold three left forks.
// Source: Hoare, "Communicating Sequential Processes" (1985), 2.5, the footman
#include <semaphore.h>

#include <cstdio>
#include <thread>
#include <vector>

constexpr int kSeats = 3;
static sem_t forks[kSeats];
static sem_t seats;

static void dine(int seat) {
  sem_wait(&seats);
  sem_wait(&forks[seat]);
  sem_wait(&forks[(seat + 1) % kSeats]);
  sem_post(&forks[(seat + 1) % kSeats]);
  sem_post(&forks[seat]);
  sem_post(&seats);
}

int main() {
  for (sem_t& fork : forks) sem_init(&fork, 0, 1);
  sem_init(&seats, 0, kSeats - 1);
  std::vector<std::thread> philosophers;
  for (int seat = 0; seat < kSeats; ++seat)
    philosophers.emplace_back(dine, seat);
  for (std::thread& philosopher : philosophers) philosopher.join();
  std::puts("all have eaten");
}
