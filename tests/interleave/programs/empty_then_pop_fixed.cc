// Looking and taking are one locked operation, try_pop().
//
// verdict:    none
// primitives: plain, mutex, join

#include <mutex>
#include <thread>

class Queue {
 public:
  bool try_pop() {
    std::lock_guard hold(lock_);
    if (size_ == 0) {
      return false;
    }
    --size_;
    return true;
  }

 private:
  std::mutex lock_;
  int size_ = 1;  // guarded by lock_
};

Queue queue;

void consume() { queue.try_pop(); }

int main() {
  std::thread a(consume);
  std::thread b(consume);
  a.join();
  b.join();
}
