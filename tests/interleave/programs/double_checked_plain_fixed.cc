// call_once checks, initialises and publishes.
//
// verdict:    none
// primitives: plain, once, call_once, malloc, join

#include <cassert>
#include <mutex>
#include <thread>

struct Settings {
  int level = 3;
};

std::once_flag once;
Settings* settings = nullptr;

Settings& get_settings() {
  std::call_once(once, [] { settings = new Settings; });
  return *settings;
}

void work() {
  const Settings& mine = get_settings();
  assert(mine.level == 3);
}

int main() {
  std::thread a(work);
  std::thread b(work);
  a.join();
  b.join();
  delete settings;
}
