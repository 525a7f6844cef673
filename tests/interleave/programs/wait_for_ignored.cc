// A waiter waits for at most 10 ms and then takes the value, whether it is
// there or not.
//
// verdict:    assertion
// within:     500
// primitives: plain, mutex, cond, join

#include <cassert>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable changed;
int value = 0;  // guarded by lock

void await_value() {
  const std::chrono::milliseconds limit(10);
  std::unique_lock hold(lock);
  if (value == 0) {
    changed.wait_for(hold, limit);
  }
  assert(value == 7);
}

int main() {
  std::thread waiter(await_value);
  {
    std::lock_guard hold(lock);
    value = 7;
  }
  changed.notify_one();
  waiter.join();
}
