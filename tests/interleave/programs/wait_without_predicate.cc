// A waiter waits for one notification and asks for nothing else. If main
// notifies before it waits, it waits for ever.
//
// verdict:    lost_wakeup
// within:     500
// primitives: plain, mutex, cond, join

#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable started;
int value = 0;  // guarded by lock

void await_start() {
  std::unique_lock hold(lock);
  started.wait(hold);
  value += 1;
}

int main() {
  std::thread waiter(await_start);
  {
    std::lock_guard hold(lock);
    value = 1;
  }
  started.notify_one();
  waiter.join();
  assert(value == 2);
}
