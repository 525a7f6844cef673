// The first of two threads answers; exchange tells it that it was the first.
//
// verdict:    none
// primitives: atomic, future, once, futex, shared_ptr, malloc, join

#include <atomic>
#include <cassert>
#include <future>
#include <thread>

std::atomic<bool> answered{false};
std::promise<int> answer;

void offer(int value) {
  if (!answered.exchange(true)) {
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
