// Each thread shall add its number, but all refer to the one loop variable,
// which has moved on.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, atomic, join

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> sum{0};

int main() {
  std::thread workers[2];
  for (int i = 0; i < 2; ++i) {
    workers[i] = std::thread([&i] { sum.fetch_add(i + 1); });
  }
  for (std::thread& worker : workers) {
    worker.join();
  }
  assert(sum.load() == 3);
}
