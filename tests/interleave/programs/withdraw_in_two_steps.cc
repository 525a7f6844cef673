// The balance is read under the lock and written under the lock, but the lock
// is given back in between: two withdrawals overdraw the account.
//
// verdict:    assertion
// within:     500
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex lock;
int balance = 10;  // guarded by lock

void withdraw(int amount) {
  std::unique_lock hold(lock);
  const bool enough = balance >= amount;
  hold.unlock();
  hold.lock();
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
