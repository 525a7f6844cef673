// The lock_guard has no name, so it is a temporary: it unlocks at the end of
// its own line, and the addition below is not protected.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex lock;
int counter = 0;  // guarded by lock

void add_one() {
  std::lock_guard<std::mutex>{lock};
  ++counter;
}

int main() {
  std::thread a(add_one);
  std::thread b(add_one);
  a.join();
  b.join();
  assert(counter == 2);
}
