// Both threads take a, then b.
//
// verdict:    none
// primitives: plain, atomic, mutex, join

#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

std::mutex a;
std::mutex b;
std::atomic<bool> first_done{false};
int total = 0;  // guarded by a and b

void first() {
  {
    std::lock_guard hold_a(a);
    std::lock_guard hold_b(b);
    total += 1;
  }
  first_done.store(true, std::memory_order_relaxed);
}

void second() {
  if (!first_done.load(std::memory_order_relaxed)) {
    return;
  }
  std::lock_guard hold_a(a);
  std::lock_guard hold_b(b);
  total += 2;
}

int main() {
  std::thread early(first);
  std::thread late(second);
  early.join();
  late.join();
  assert(total == 1 || total == 3);
}
