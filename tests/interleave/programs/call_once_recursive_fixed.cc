// The function run once uses the value that it makes directly.
//
// verdict:    none
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
  limit = 10 * level;
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
