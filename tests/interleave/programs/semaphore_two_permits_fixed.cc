// A lock where a semaphore with one permit would do, too: that of libstdc++ 12
// may sleep for ever (semaphore_of_gcc12.cc).
//
// verdict:    none
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex gate;
int counter = 0;

void work() {
  const std::lock_guard lock(gate);
  ++counter;
}

int main() {
  std::thread a(work);
  std::thread b(work);
  a.join();
  b.join();
  assert(counter == 2);
}
