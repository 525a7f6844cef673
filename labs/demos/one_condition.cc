// A bounded buffer of one slot: who waits for an item and who waits for room
// wait on one condition, and each signals it.
//
// Model:  main produces two items, two consumers take one each; a lock, a
//         condition.
// Fails:  a consumer's signal, meant for the producer, wakes the other
//         consumer: it finds nothing, sleeps again, and nobody is left to
//         signal.
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
  changed.notify_one();
}

static void consume() {
  std::unique_lock guard(lock);
  while (!full) changed.wait(guard);
  full = false;
  changed.notify_one();
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
