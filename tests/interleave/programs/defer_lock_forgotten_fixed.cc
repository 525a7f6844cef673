// The lock is to be taken later, and is.
//
// verdict:    none
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex lock;
int counter = 0;  // guarded by lock

void add(int amount) {
  std::unique_lock hold(lock, std::defer_lock);
  if (amount == 0) {
    return;
  }
  hold.lock();
  counter += amount;
}

int main() {
  std::thread a(add, 1);
  std::thread b(add, 2);
  a.join();
  b.join();
  assert(counter == 3);
}
