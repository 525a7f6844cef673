// A bounded buffer of one slot: who waits for an item and who waits for room
// have a condition each; one signal wakes one of the right kind.
//
// Model:  main produces two items, two consumers take one each; a lock, two
//         conditions.
// Source: Hoare, "Monitors: An Operating System Structuring Concept"
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex lock;
static std::condition_variable filled, emptied;
static bool full;  // guarded by lock

static void produce() {
  std::unique_lock guard(lock);
  while (full) emptied.wait(guard);
  full = true;
  filled.notify_one();
}

static void consume() {
  std::unique_lock guard(lock);
  while (!full) filled.wait(guard);
  full = false;
  emptied.notify_one();
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
