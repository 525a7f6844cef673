// The flag is clear before the worker starts; the worker only waits for it.
//
// verdict:    none
// primitives: atomic, join, yield

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> go{false};
std::atomic<int> done{0};

void work() {
  while (!go.load()) {
    std::this_thread::yield();
  }
  done.store(1);
}

int main() {
  std::thread worker(work);
  go.store(true);
  worker.join();
  assert(done.load() == 1);
}
