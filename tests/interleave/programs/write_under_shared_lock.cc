// Both threads write while they hold the lock for reading only, so both may
// hold it at once.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, rwlock, shared_mutex, join

#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex table_lock;
int entries = 0;  // guarded by table_lock

void add_entry() {
  std::shared_lock hold(table_lock);
  ++entries;
}

int main() {
  std::thread a(add_entry);
  std::thread b(add_entry);
  a.join();
  b.join();
  assert(entries == 2);
}
