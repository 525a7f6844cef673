// A reader finds the cache empty, gives the read lock back, takes the write
// lock and looks again.
//
// verdict:    none
// primitives: plain, rwlock, shared_mutex, join

#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex cache_lock;
int cache = 0;
int fills = 0;

void look_up() {
  std::shared_lock reading(cache_lock);
  if (cache == 0) {
    reading.unlock();
    std::unique_lock writing(cache_lock);
    if (cache == 0) {
      cache = 7;
      ++fills;
    }
  }
}

int main() {
  std::thread a(look_up);
  std::thread b(look_up);
  a.join();
  b.join();
  assert(cache == 7 && fills == 1);
}
