// Consumers look again whenever they wake whether there is an item.
//
// Model:  a producer, two consumers, a lock, a condition.
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
  while (items == 0) filled.wait(guard);
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
