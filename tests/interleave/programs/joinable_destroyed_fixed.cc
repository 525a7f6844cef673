// Main goes home early when the result is there already; a jthread joins
// itself.
//
// verdict:    none
// primitives: atomic, jthread, join, malloc

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> result{0};

int main() {
  std::jthread worker([] { result.store(7); });
  if (result.load() != 0) {
    return 0;
  }
  worker.join();
  assert(result.load() == 7);
}
