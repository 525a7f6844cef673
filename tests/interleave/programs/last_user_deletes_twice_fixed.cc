// The last of two users deletes the buffer: the one whose own step brought the
// count to zero.
//
// verdict:    none
// primitives: plain, atomic, malloc, join

#include <atomic>
#include <cassert>
#include <thread>

int* buffer = nullptr;
std::atomic<int> users{2};

void use() {
  assert(*buffer == 7);
  if (users.fetch_sub(1) == 1) {
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
