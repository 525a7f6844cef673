// Two threads wait for the same start, and notify_one wakes one of them. The
// other sleeps on.
//
// verdict:    deadlock
// within:     500
// primitives: plain, mutex, cond, join

#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable changed;
bool started = false;  // guarded by lock

void await_start() {
  std::unique_lock hold(lock);
  changed.wait(hold, [] { return started; });
}

int main() {
  std::thread a(await_start);
  std::thread b(await_start);
  {
    std::lock_guard hold(lock);
    started = true;
  }
  changed.notify_one();
  a.join();
  b.join();
}
