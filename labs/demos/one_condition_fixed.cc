// A bounded buffer of one slot: all wait on one condition, and each change
// wakes all of them.
//
// Model:  main produces two items, two consumers take one each; a lock, a
//         condition. Whoever can go on is among those woken.
// Source: "Operating Systems: Three Easy Pieces", 30.2
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex lock;
static std::condition_variable changed;
static bool full;  // guarded by lock

static void produce() {
  std::unique_lock guard(lock);
  while (full) changed.wait(guard);
  full = true;
  changed.notify_all();
}

static void consume() {
  std::unique_lock guard(lock);
  while (!full) changed.wait(guard);
  full = false;
  changed.notify_all();
}

int main() {
  std::thread first(consume);
  std::thread second(consume);
  produce();
  produce();
  first.join();
  second.join();
  std::puts("both items were taken");
}
