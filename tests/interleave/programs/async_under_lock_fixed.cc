// Main gives the lock back before it waits for the task.
//
// verdict:    none
// primitives: plain, future, mutex, once, futex, shared_ptr, malloc, join

#include <cassert>
#include <future>
#include <mutex>

std::mutex lock;
int total = 0;  // guarded by lock

int add_two() {
  std::lock_guard hold(lock);
  total += 2;
  return total;
}

int main() {
  auto result = std::async(std::launch::async, add_two);
  std::unique_lock hold(lock);
  total += 1;
  hold.unlock();
  result.get();
  hold.lock();
  assert(total == 3);
}
