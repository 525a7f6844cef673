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

void work(int number) {
  const int result = twice(number);
  assert(result == 2 * number);
}

int main() {
  std::thread a(work, 1);
  std::thread b(work, 10);
  a.join();
  b.join();
}
