// Two tasks add to the same total, captured by reference; one addition is lost.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, future, once, futex, shared_ptr, malloc, join

#include <cassert>
#include <future>

int main() {
  int total = 0;
  auto add = [&total](int part) { total += part; };
  auto a = std::async(std::launch::async, add, 1);
  auto b = std::async(std::launch::async, add, 2);
  a.get();
  b.get();
  assert(total == 3);
}
