// The first of two threads shall answer. Both find that nobody has, and the
// second set_value throws out of its thread.
//
// verdict:    crash
// within:     500
// primitives: atomic, future, once, futex, shared_ptr, malloc, join

#include <atomic>
#include <cassert>
#include <future>
#include <thread>

std::atomic<bool> answered{false};
std::promise<int> answer;

void offer(int value) {
  if (!answered.load()) {
    answered.store(true);
    answer.set_value(value);
  }
}

int main() {
  std::thread a(offer, 1);
  std::thread b(offer, 2);
  const int value = answer.get_future().get();
  a.join();
  b.join();
  assert(value == 1 || value == 2);
}
