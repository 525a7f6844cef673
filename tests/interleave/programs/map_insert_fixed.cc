// Two threads insert into a map, each under the lock.
//
// verdict:    none
// primitives: plain, mutex, malloc, join

#include <cassert>
#include <map>
#include <mutex>
#include <thread>

std::mutex stock_lock;
std::map<int, int> stock;

void put(int article) {
  std::lock_guard hold(stock_lock);
  stock.insert({article, 1});
}

int main() {
  std::thread a(put, 1);
  std::thread b(put, 2);
  a.join();
  b.join();
  assert(stock.count(1) == 1 && stock.count(2) == 1);
}
