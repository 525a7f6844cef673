// The waiter looks at the item after every wake-up, until its time is over.
//
// verdict:    none
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
  if (changed.wait_for(hold, std::chrono::seconds(1),
                       [] { return item != 0; })) {
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
