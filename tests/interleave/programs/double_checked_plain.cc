// The pointer is checked without the lock, then again with it. The first check
// is a plain read beside another thread's write: a race, though no interleaving
// of whole steps shows a wrong value.
//
// verdict:    data_race
// within:     500
// primitives: plain, mutex, malloc, join

#include <cassert>
#include <mutex>
#include <thread>

struct Settings {
  int level = 3;
};

std::mutex init_lock;
Settings* settings = nullptr;

Settings& get_settings() {
  if (settings == nullptr) {
    std::lock_guard hold(init_lock);
    if (settings == nullptr) {
      settings = new Settings;
    }
  }
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
