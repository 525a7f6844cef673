// A consumer checks with `if` before it waits. It is woken for an item, but the
// other consumer takes the lock and the item first.
//
// verdict:    assertion
// within:     5000
// primitives: plain, mutex, cond, join

#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable not_empty;
int items = 0;  // guarded by lock

void consume() {
  std::unique_lock hold(lock);
  if (items == 0) {
    not_empty.wait(hold);
  }
  assert(items > 0);
  --items;
}

void produce() {
  {
    std::lock_guard hold(lock);
    ++items;
  }
  not_empty.notify_one();
}

int main() {
  std::thread a(consume);
  std::thread b(consume);
  produce();
  produce();
  a.join();
  b.join();
  assert(items == 0);
}
