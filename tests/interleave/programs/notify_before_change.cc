// The waiter is notified before the flag is set. A waiter that looks in between
// goes to sleep, and nobody notifies it again.
//
// verdict:    lost_wakeup
// within:     500
// primitives: plain, mutex, cond, join

#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable changed;
bool ready = false;  // guarded by lock

void await_ready() {
  std::unique_lock hold(lock);
  while (!ready) {
    changed.wait(hold);
  }
}

int main() {
  std::thread waiter(await_ready);
  changed.notify_one();
  {
    std::lock_guard hold(lock);
    ready = true;
  }
  waiter.join();
}
