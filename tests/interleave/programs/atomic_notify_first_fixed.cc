// The value changes first, then the waiter is notified.
//
// verdict:    none
// primitives: atomic, atomic_wait, futex, join, yield

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> state{0};

void await_start() {
  state.wait(0);
  assert(state.load() == 1);
}

int main() {
  std::thread waiter(await_start);
  state.store(1);
  state.notify_one();
  waiter.join();
}
