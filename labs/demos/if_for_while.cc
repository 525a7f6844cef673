// Consumers look once whether there is an item, and not again when they wake.
//
// Model:  a producer, two consumers, a lock, a condition.
// Fails:  between the signal and the lock another consumer takes the item; and
//         a wait may end without a signal. Then one is taken that is not there.
// Source: "Operating Systems: Three Easy Pieces", 30.2
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

static std::mutex lock;
static std::condition_variable filled;
static int items;  // guarded by lock

static void consume() {
  std::unique_lock guard(lock);
  if (items == 0) filled.wait(guard);
  if (items == 0) {
    std::fputs("an item is taken that is not there\n", stderr);
    std::_Exit(1);
  }
  --items;
}

static void produce() {
  const std::lock_guard guard(lock);
  ++items;
  filled.notify_one();
}

int main() {
  std::thread first(consume);
  std::thread second(consume);
  produce();
  produce();
  first.join();
  second.join();
  std::puts("each item is taken once");
}
