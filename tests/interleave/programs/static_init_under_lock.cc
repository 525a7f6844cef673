// One thread makes a function-local static, whose constructor takes the lock;
// the other holds the lock and wants the static. Each waits for the other.
//
// verdict:    deadlock
// within:     500
// primitives: plain, guard, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex log_lock;
int lines = 0;  // guarded by log_lock

struct Settings {
  Settings() {
    std::lock_guard hold(log_lock);
    ++lines;
  }
  int level = 2;
};

int level() {
  static Settings settings;
  return settings.level;
}

void read_level() {
  const int mine = level();
  assert(mine == 2);
}

void write_log() {
  std::lock_guard hold(log_lock);
  lines += level();
}

int main() {
  std::thread reader(read_level);
  std::thread writer(write_log);
  reader.join();
  writer.join();
  assert(lines == 3);
}
