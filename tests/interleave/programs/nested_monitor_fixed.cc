// The waiter holds no other lock while it waits.
//
// verdict:    none
// primitives: plain, mutex, cond, join

#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex outer;
std::mutex inner;
std::condition_variable filled;
int items = 0;  // guarded by inner
int takes = 0;  // guarded by outer

void take() {
  {
    std::lock_guard hold_outer(outer);
    ++takes;
  }
  std::unique_lock hold_inner(inner);
  filled.wait(hold_inner, [] { return items > 0; });
  --items;
}

void put() {
  std::lock_guard hold_outer(outer);
  std::lock_guard hold_inner(inner);
  ++items;
  filled.notify_one();
}

int main() {
  std::thread consumer(take);
  std::thread producer(put);
  consumer.join();
  producer.join();
}
