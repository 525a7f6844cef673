// A function keeps its intermediate result in a thread_local variable.
//
// verdict:    none
// primitives: plain, thread_local, join

#include <cassert>
#include <thread>

int twice(int number) {
  static thread_local int scratch;
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
