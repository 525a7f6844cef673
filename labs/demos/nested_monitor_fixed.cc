// A monitor gives up the lock around it before it waits.
//
// Model:  two threads; `outer` guards a table, `inner` one of its entries; no
//         entry ever goes away.
// Source: Lister, "The Problem of Nested Monitor Calls"
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex outer, inner;
static std::condition_variable arrived;
static bool has_item;  // guarded by inner

static void take() {
  { const std::lock_guard table(outer); }  // finds the entry
  std::unique_lock entry(inner);
  while (!has_item) arrived.wait(entry);
}

static void put() {
  { const std::lock_guard table(outer); }
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
