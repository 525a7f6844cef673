// The reader and the thread that appends both hold the lock.
//
// verdict:    none
// primitives: plain, mutex, malloc, join

#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

std::mutex list_lock;
std::vector<int> list;

void append() {
  std::lock_guard hold(list_lock);
  list.push_back(8);
}

void read_first() {
  std::lock_guard hold(list_lock);
  const int* first = list.data();
  assert(*first == 7);
}

int main() {
  list.assign(1, 7);
  std::thread reader(read_first);
  std::thread writer(append);
  reader.join();
  writer.join();
}
