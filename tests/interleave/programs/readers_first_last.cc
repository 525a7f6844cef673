// Readers and a writer: the first reader takes the room, the last one gives it
// back. The room is a semaphore, which has no owner.
//
// verdict:    none
// primitives: plain, mutex, sem, join

#include <semaphore.h>

#include <cassert>
#include <mutex>
#include <thread>

std::mutex count_lock;
sem_t room;
int readers = 0;  // guarded by count_lock
int left = 0;     // guarded by room
int right = 0;    // guarded by room

void read_both() {
  {
    std::lock_guard hold(count_lock);
    if (++readers == 1) {
      sem_wait(&room);
    }
  }
  assert(left == right);
  std::lock_guard hold(count_lock);
  if (--readers == 0) {
    sem_post(&room);
  }
}

void write_both() {
  sem_wait(&room);
  ++left;
  ++right;
  sem_post(&room);
}

int main() {
  sem_init(&room, 0, 1);
  std::thread a(read_both);
  std::thread b(read_both);
  write_both();
  a.join();
  b.join();
  assert(left == 1 && right == 1);
}
