// Each thread counts for itself and adds its count to the total when it ends,
// in the destructor of a thread_local, under the lock.
//
// verdict:    none
// primitives: plain, mutex, thread_local, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex total_lock;
int total = 0;

struct Tally {
  ~Tally() {
    std::lock_guard hold(total_lock);
    total += hits;
  }
  int hits = 0;
};

thread_local Tally tally;

void work() { ++tally.hits; }

int main() {
  std::thread a(work);
  std::thread b(work);
  a.join();
  b.join();
  assert(total == 2);
}
