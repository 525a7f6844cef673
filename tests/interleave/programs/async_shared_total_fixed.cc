// Two tasks return their parts, and main adds them.
//
// verdict:    none
// primitives: plain, future, once, futex, shared_ptr, malloc, join

#include <cassert>
#include <future>

int main() {
  int total = 0;
  auto add = [](int part) { return part; };
  auto a = std::async(std::launch::async, add, 1);
  auto b = std::async(std::launch::async, add, 2);
  total += a.get();
  total += b.get();
  assert(total == 3);
}
