// The thread reads a local variable of a function that has returned. By then
// the second call has put its own number in the same place.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, atomic, join

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> sum{0};

std::thread start(int digit) {
  int number = 10 * digit;
  return std::thread([&number] { sum.fetch_add(number); });
}

int main() {
  std::thread a = start(1);
  std::thread b = start(2);
  a.join();
  b.join();
  assert(sum.load() == 30);
}
