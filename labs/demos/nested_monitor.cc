// A monitor waits inside of another monitor's lock.
//
// Model:  two threads; `outer` guards a table, `inner` one of its entries.
// Fails:  wait gives up the inner lock, but the outer one stays taken: nobody
//         can come in to signal.
// Source: Lister, "The Problem of Nested Monitor Calls"
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex outer, inner;
static std::condition_variable arrived;
static bool has_item;  // guarded by both

static void take() {
  const std::lock_guard table(outer);
  std::unique_lock entry(inner);
  while (!has_item) arrived.wait(entry);
}

static void put() {
  const std::lock_guard table(outer);
  const std::lock_guard entry(inner);
  has_item = true;
  arrived.notify_one();
}

int main() {
  std::thread taker(take);
  std::thread putter(put);
  taker.join();
  putter.join();
  std::puts("the item was handed over");
}
