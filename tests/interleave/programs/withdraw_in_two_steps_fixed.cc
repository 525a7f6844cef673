// Look and withdraw under one hold of the lock.
//
// verdict:    none
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex lock;
int balance = 10;  // guarded by lock

void withdraw(int amount) {
  std::unique_lock hold(lock);
  const bool enough = balance >= amount;
  if (enough) {
    balance -= amount;
  }
}

int main() {
  std::thread a(withdraw, 8);
  std::thread b(withdraw, 7);
  a.join();
  b.join();
  assert(balance >= 0);
}
