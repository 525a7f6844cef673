// Two threads insert into an empty map: both find the place for a root, and the
// second root hides the first.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, malloc, join

#include <cassert>
#include <map>
#include <thread>

std::map<int, int> stock;

void put(int article) { stock.insert({article, 1}); }

int main() {
  std::thread a(put, 1);
  std::thread b(put, 2);
  a.join();
  b.join();
  assert(stock.count(1) == 1 && stock.count(2) == 1);
}
