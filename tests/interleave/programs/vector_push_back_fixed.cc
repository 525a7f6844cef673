// Two threads append to a vector, each under the lock.
//
// verdict:    none
// primitives: plain, mutex, malloc, join

#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

std::mutex list_lock;
std::vector<int> list;

void append(const int& value) {
  std::lock_guard hold(list_lock);
  list.push_back(value);
}

int main() {
  list.reserve(2);
  std::thread a(append, 1);
  std::thread b(append, 2);
  a.join();
  b.join();
  assert(list.size() == 2);
}
