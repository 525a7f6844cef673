// The queue is closed by an atomic flag, set without the lock. The consumer has
// seen it open, the closer sets it and notifies nobody, the consumer sleeps.
//
// verdict:    lost_wakeup
// within:     500
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
  closed.store(true);
  changed.notify_all();
  consumer.join();
  assert(taken == 1);
}
