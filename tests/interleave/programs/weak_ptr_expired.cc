// The weak_ptr has not expired, the owner lets go, lock() gives nothing, and
// the thread follows a null pointer.
//
// verdict:    crash
// within:     2000
// primitives: plain, atomic, shared_ptr, malloc, join

#include <cassert>
#include <memory>
#include <thread>

void watch(std::weak_ptr<int> sensor) {
  if (!sensor.expired()) {
    const std::shared_ptr<int> mine = sensor.lock();
    const int* value = mine.get();
    assert(*value == 7);
  }
}

int main() {
  auto sensor = std::make_shared<int>(7);
  std::thread watcher(watch, std::weak_ptr<int>(sensor));
  sensor.reset();
  watcher.join();
}
