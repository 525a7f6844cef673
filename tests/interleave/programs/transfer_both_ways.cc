// Money goes from a to b and from b to a at once; each transfer locks its
// source first, so each can hold what the other wants.
//
// verdict:    deadlock
// also:       lock_order
// within:     500
// primitives: plain, mutex, join

#include <cassert>
#include <functional>
#include <mutex>
#include <thread>

struct Account {
  std::mutex lock;
  int balance = 10;
};

Account a;
Account b;

void transfer(Account& from, Account& to, int amount) {
  std::lock_guard hold_source(from.lock);
  std::lock_guard hold_target(to.lock);
  from.balance -= amount;
  to.balance += amount;
}

int main() {
  std::thread there(transfer, std::ref(a), std::ref(b), 3);
  std::thread back(transfer, std::ref(b), std::ref(a), 1);
  there.join();
  back.join();
  assert(a.balance == 8 && b.balance == 12);
}
