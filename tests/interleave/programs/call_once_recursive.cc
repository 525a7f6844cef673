// The function run once asks for the value that it is about to make, through
// the same call_once: it waits for itself, and the other thread for it.
//
// verdict:    deadlock
// within:     500
// primitives: plain, once, call_once, join

#include <cassert>
#include <mutex>
#include <thread>

std::once_flag once;
int level = 0;
int limit = 0;

int get_level();

void load() {
  level = 2;
  limit = 10 * get_level();
}

int get_level() {
  std::call_once(once, load);
  return level;
}

void work() {
  const int mine = get_level();
  assert(mine == 2 && limit == 20);
}

int main() {
  std::thread a(work);
  std::thread b(work);
  a.join();
  b.join();
}
