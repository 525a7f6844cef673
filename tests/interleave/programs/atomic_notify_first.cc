// The signal is sent before the value changes. The waiter looks again, finds
// the old value, sleeps, and nobody wakes it after the store.
//
// verdict:    lost_wakeup
// within:     20000
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
  state.notify_one();
  state.store(1);
  waiter.join();
}
