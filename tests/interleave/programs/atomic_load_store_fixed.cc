// The counter is atomic and so is the addition, in one fetch_add.
//
// verdict:    none
// primitives: atomic, join

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> hits{0};

void hit() { hits.fetch_add(1); }

int main() {
  std::thread a(hit);
  std::thread b(hit);
  a.join();
  b.join();
  assert(hits.load() == 2);
}
