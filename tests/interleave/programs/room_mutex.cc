// Readers and a writer: the first reader locks the room, the last one unlocks
// it. If these are two threads, a thread unlocks a mutex that it does not hold.
//
// verdict:    misuse
// within:     2000
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex count_lock;
std::mutex room;
int readers = 0;  // guarded by count_lock
int left = 0;     // guarded by room
int right = 0;    // guarded by room

void read_both() {
  {
    std::lock_guard hold(count_lock);
    if (++readers == 1) {
      room.lock();
    }
  }
  assert(left == right);
  std::lock_guard hold(count_lock);
  if (--readers == 0) {
    room.unlock();
  }
}

void write_both() {
  room.lock();
  ++left;
  ++right;
  room.unlock();
}

int main() {
  std::thread a(read_both);
  std::thread b(read_both);
  write_both();
  a.join();
  b.join();
}
