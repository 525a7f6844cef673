// A member function that holds the lock calls another that takes it: the thread
// waits for itself.
//
// verdict:    deadlock
// within:     500
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

class Account {
 public:
  void deposit(int amount) {
    std::lock_guard hold(lock_);
    balance_ += amount;
  }

  void deposit_with_bonus(int amount) {
    std::lock_guard hold(lock_);
    deposit(amount);
    balance_ += 1;
  }

  int balance() {
    std::lock_guard hold(lock_);
    return balance_;
  }

 private:
  std::mutex lock_;
  int balance_ = 0;  // guarded by lock_
};

int main() {
  Account account;
  std::thread other([&account] { account.deposit(5); });
  account.deposit_with_bonus(10);
  other.join();
  assert(account.balance() == 16);
}
