// A waiter waits for at most 10 ms and takes the value only if it is there.
//
// verdict:    none
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
  if (changed.wait_for(hold, limit, [] { return value != 0; })) {
    assert(value == 7);
  }
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
