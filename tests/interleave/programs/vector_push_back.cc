// Two threads append to a vector that has room for both; they write the same
// slot and one element is lost.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, malloc, join

#include <cassert>
#include <thread>
#include <vector>

std::vector<int> list;

void append(const int& value) { list.push_back(value); }

int main() {
  list.reserve(2);
  std::thread a(append, 1);
  std::thread b(append, 2);
  a.join();
  b.join();
  assert(list.size() == 2);
}
