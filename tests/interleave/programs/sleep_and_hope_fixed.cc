// Main waits for the worker with a join.
//
// verdict:    none
// primitives: plain, join

#include <cassert>
#include <thread>

int result = 0;

void work() { result = 7; }

int main() {
  std::thread worker(work);
  worker.join();
  assert(result == 7);
}
