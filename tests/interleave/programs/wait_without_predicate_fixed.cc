// A waiter waits until the flag is set, however often and whenever it is
// notified.
//
// verdict:    none
// primitives: plain, mutex, cond, join

#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable started;
bool ready = false;  // guarded by lock
int value = 0;       // guarded by lock

void await_start() {
  std::unique_lock hold(lock);
  started.wait(hold, [] { return ready; });
  value += 1;
}

int main() {
  std::thread waiter(await_start);
  {
    std::lock_guard hold(lock);
    value = 1;
    ready = true;
  }
  started.notify_one();
  waiter.join();
  assert(value == 2);
}
