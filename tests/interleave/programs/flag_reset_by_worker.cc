// The worker clears the flag before it waits for it. If main sets it before the
// worker clears it, the worker spins for ever.
//
// verdict:    livelock
// within:     500
// primitives: atomic, join, yield

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> go{true};
std::atomic<int> done{0};

void work() {
  go.store(false);
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
