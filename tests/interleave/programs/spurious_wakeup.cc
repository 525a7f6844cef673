// One waiter, one notification, and `if` instead of `while`: only a wake-up
// without a notification shows the bug.
//
// verdict:    assertion
// within:     500
// primitives: plain, mutex, cond, join
// options:    --spurious-wakeups

#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable changed;
bool ready = false;  // guarded by lock

void await_ready() {
  std::unique_lock hold(lock);
  if (!ready) {
    changed.wait(hold);
  }
  assert(ready);
}

int main() {
  std::thread waiter(await_ready);
  {
    std::lock_guard hold(lock);
    ready = true;
  }
  changed.notify_one();
  waiter.join();
}
