// The producer writes its result and then counts the latch down.
//
// verdict:    none
// primitives: latch, futex, join

#include <cassert>
#include <latch>
#include <thread>

int result = 0;
std::latch ready(1);

void produce() {
  result = 7;
  ready.count_down();
}

int main() {
  std::thread producer(produce);
  ready.wait();
  assert(result == 7);
  producer.join();
}
