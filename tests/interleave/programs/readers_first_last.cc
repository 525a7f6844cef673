// Readers and a writer: the first reader takes the room, the last one gives it
// back. The room is a semaphore, which has no owner.
//
// verdict:    none
// primitives: plain, mutex, counting_semaphore, atomic_wait, futex, join

#include <cassert>
#include <mutex>
#include <semaphore>
#include <thread>

std::mutex count_lock;
std::binary_semaphore room(1);
int readers = 0;  // guarded by count_lock
int left = 0;     // guarded by room
int right = 0;    // guarded by room

void read_both() {
  {
    std::lock_guard hold(count_lock);
    if (++readers == 1) {
      room.acquire();
    }
  }
  assert(left == right);
  std::lock_guard hold(count_lock);
  if (--readers == 0) {
    room.release();
  }
}

void write_both() {
  room.acquire();
  ++left;
  ++right;
  room.release();
}

int main() {
  std::thread a(read_both);
  std::thread b(read_both);
  write_both();
  a.join();
  b.join();
  assert(left == 1 && right == 1);
}
