// Each thread counts for itself and adds its count to the total when it ends,
// in the destructor of a thread_local: without a lock, one sum is lost.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, thread_local, join

#include <cassert>
#include <thread>

int total = 0;

struct Tally {
  ~Tally() { total += hits; }
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
