// The waiter takes a wait that did not time out for a notification: it may
// just as well have ended for no reason.
//
// verdict:    assertion
// within:     500
// primitives: plain, mutex, cond, join
// options:    --spurious-wakeups

#include <cassert>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable changed;
int item = 0;  // guarded by lock

void take() {
  std::unique_lock hold(lock);
  if (item != 0) return;
  if (changed.wait_for(hold, std::chrono::seconds(1)) ==
      std::cv_status::no_timeout) {
    assert(item == 42);
  }
}

int main() {
  std::thread taker(take);
  {
    std::lock_guard hold(lock);
    item = 42;
  }
  changed.notify_one();
  taker.join();
}
