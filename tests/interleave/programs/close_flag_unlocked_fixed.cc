// The queue is closed under the lock, so no consumer can be between its look at
// the flag and its wait.
//
// verdict:    none
// primitives: plain, atomic, mutex, cond, join

#include <atomic>
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable changed;
int items = 1;  // guarded by lock
std::atomic<bool> closed{false};
int taken = 0;

void consume() {
  std::unique_lock hold(lock);
  while (true) {
    changed.wait(hold, [] { return items > 0 || closed.load(); });
    if (items == 0) {
      return;
    }
    --items;
    ++taken;
  }
}

int main() {
  std::thread consumer(consume);
  {
    std::lock_guard hold(lock);
    closed.store(true);
  }
  changed.notify_all();
  consumer.join();
  assert(taken == 1);
}
