// A message is announced by a flag with relaxed order: nothing makes the
// message visible with it. No interleaving shows a wrong value, the race is the
// bug.
//
// verdict:    data_race
// within:     500
// primitives: plain, atomic, join

#include <atomic>
#include <cassert>
#include <thread>

int message = 0;
std::atomic<bool> ready{false};

void announce() {
  message = 42;
  ready.store(true, std::memory_order_relaxed);
}

void look() {
  if (ready.load(std::memory_order_relaxed)) {
    assert(message == 42);
  }
}

int main() {
  std::thread writer(announce);
  std::thread reader(look);
  writer.join();
  reader.join();
}
