// Each operation of the queue is locked, the pair empty() and pop() is not: two
// consumers see one item and both pop.
//
// verdict:    assertion
// within:     500
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

class Queue {
 public:
  bool empty() {
    std::lock_guard hold(lock_);
    return size_ == 0;
  }

  void pop() {
    std::lock_guard hold(lock_);
    assert(size_ > 0);
    --size_;
  }

 private:
  std::mutex lock_;
  int size_ = 1;  // guarded by lock_
};

Queue queue;

void consume() {
  if (!queue.empty()) {
    queue.pop();
  }
}

int main() {
  std::thread a(consume);
  std::thread b(consume);
  a.join();
  b.join();
}
