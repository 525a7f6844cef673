// A lock_guard unlocks on every way out, an exception's too.
//
// verdict:    none
// primitives: plain, mutex, malloc, join

#include <cassert>
#include <mutex>
#include <stdexcept>
#include <thread>

std::mutex lock;
int balance = 1;  // guarded by lock

void withdraw(int amount) {
  std::lock_guard hold(lock);
  if (amount > balance) {
    throw std::runtime_error("not enough");
  }
  balance -= amount;
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
