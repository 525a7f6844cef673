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
