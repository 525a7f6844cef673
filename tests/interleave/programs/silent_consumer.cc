// A buffer with one place: the consumer takes the item and tells nobody that
// there is room again. The producer waits for room for its second item.
//
// verdict:    deadlock
// within:     500
// primitives: plain, mutex, cond, join

#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable not_empty;
std::condition_variable not_full;
bool full = false;  // guarded by lock
int item = 0;       // guarded by lock

void put(int value) {
  std::unique_lock hold(lock);
  not_full.wait(hold, [] { return !full; });
  item = value;
  full = true;
  not_empty.notify_one();
}

int take() {
  std::unique_lock hold(lock);
  not_empty.wait(hold, [] { return full; });
  full = false;
  return item;
}

int main() {
  std::thread producer([] {
    put(1);
    put(2);
  });
  const int value = take();
  assert(value == 1);
  producer.join();
}
