// Main goes home early when the result is there already, and forgets the join:
// the thread object's destructor ends the program.
//
// verdict:    crash
// within:     500
// primitives: atomic, join

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> result{0};

int main() {
  std::thread worker([] { result.store(7); });
  if (result.load() != 0) {
    return 0;
  }
  worker.join();
  assert(result.load() == 7);
}
