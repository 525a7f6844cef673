// Locked and unlocked by hand: the exception in between jumps over the unlock,
// and the next thread waits for ever.
//
// verdict:    deadlock
// within:     500
// primitives: plain, mutex, malloc, join

#include <cassert>
#include <mutex>
#include <stdexcept>
#include <thread>

std::mutex lock;
int balance = 1;  // guarded by lock

void withdraw(int amount) {
  lock.lock();
  if (amount > balance) {
    throw std::runtime_error("not enough");
  }
  balance -= amount;
  lock.unlock();
}

void try_to_withdraw(int amount) {
  try {
    withdraw(amount);
  } catch (const std::runtime_error&) {
    assert(amount > 1);
  }
}

int main() {
  std::thread a(try_to_withdraw, 3);
  std::thread b(try_to_withdraw, 1);
  a.join();
  b.join();
  assert(balance == 0);
}
