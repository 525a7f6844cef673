// Main holds the lock while it waits for the task, and the task needs the lock.
// It ends well only if the task was quicker.
//
// verdict:    deadlock
// within:     500
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
  result.get();
  assert(total == 3);
}
