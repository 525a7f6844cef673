// A spin lock is not given back on the way out when the shop is empty; the next
// thread spins for ever.
//
// verdict:    livelock
// within:     500
// primitives: plain, atomic, join, yield

#include <atomic>
#include <cassert>
#include <thread>

std::atomic_flag held;
int stock = 0;  // guarded by held

void lock() {
  while (held.test_and_set()) {
    std::this_thread::yield();
  }
}

void buy() {
  lock();
  if (stock == 0) {
    return;
  }
  --stock;
  held.clear();
}

void restock() {
  lock();
  ++stock;
  held.clear();
}

int main() {
  std::thread buyer(buy);
  std::thread owner(restock);
  buyer.join();
  owner.join();
  assert(stock == 0 || stock == 1);
}
