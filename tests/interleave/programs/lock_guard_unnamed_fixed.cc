// The lock_guard has a name and lives to the end of the function.
//
// verdict:    none
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex lock;
int counter = 0;  // guarded by lock

void add_one() {
  std::lock_guard<std::mutex> hold(lock);
  ++counter;
}

int main() {
  std::thread a(add_one);
  std::thread b(add_one);
  a.join();
  b.join();
  assert(counter == 2);
}
