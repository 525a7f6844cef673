// The counter is atomic, the addition is not: a load and a store, and another
// thread's addition in between is lost.
//
// verdict:    assertion
// within:     500
// primitives: atomic, join

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> hits{0};

void hit() { hits.store(hits.load() + 1); }

int main() {
  std::thread a(hit);
  std::thread b(hit);
  a.join();
  b.join();
  assert(hits.load() == 2);
}
