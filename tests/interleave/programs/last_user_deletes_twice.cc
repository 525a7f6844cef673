// The last of two users deletes the buffer. Both let go first and then look at
// the count, both find zero, both delete.
//
// verdict:    memory_error
// within:     500
// primitives: plain, atomic, malloc, join

#include <atomic>
#include <cassert>
#include <thread>

int* buffer = nullptr;
std::atomic<int> users{2};

void use() {
  assert(*buffer == 7);
  users.fetch_sub(1);
  if (users.load() == 0) {
    delete buffer;
  }
}

int main() {
  buffer = new int(7);
  std::thread a(use);
  std::thread b(use);
  a.join();
  b.join();
}
