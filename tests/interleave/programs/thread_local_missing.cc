// A function keeps its intermediate result in a static variable; two threads
// that call it at once mix their results.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, join

#include <cassert>
#include <thread>

int twice(int number) {
  static int scratch;
  scratch = number;
  scratch += number;
  return scratch;
}

int main() {
  std::thread a([] { assert(twice(1) == 2); });
  std::thread b([] { assert(twice(10) == 20); });
  a.join();
  b.join();
}
