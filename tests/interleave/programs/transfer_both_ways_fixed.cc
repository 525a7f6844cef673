// Money goes both ways at once; scoped_lock takes both locks without a fixed
// order and without a deadlock.
//
// verdict:    none
// primitives: plain, mutex, trylock, join

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
  std::scoped_lock hold_both(from.lock, to.lock);
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
