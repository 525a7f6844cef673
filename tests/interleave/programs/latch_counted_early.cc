// The producer counts the latch down and then writes its result; main may look
// in between.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, latch, futex, join

#include <cassert>
#include <latch>
#include <thread>

int result = 0;
std::latch ready(1);

void produce() {
  ready.count_down();
  result = 7;
}

int main() {
  std::thread producer(produce);
  ready.wait();
  assert(result == 7);
  producer.join();
}
