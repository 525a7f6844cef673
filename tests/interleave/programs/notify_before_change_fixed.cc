// The flag is set under the lock, then the waiter is notified.
//
// verdict:    none
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
  {
    std::lock_guard hold(lock);
    ready = true;
  }
  changed.notify_one();
  waiter.join();
}
