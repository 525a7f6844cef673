// lock() and look at what it gave, in one step.
//
// verdict:    none
// primitives: plain, atomic, shared_ptr, malloc, join

#include <cassert>
#include <memory>
#include <thread>

void watch(std::weak_ptr<int> sensor) {
  const std::shared_ptr<int> mine = sensor.lock();
  if (const int* value = mine.get()) {
    assert(*value == 7);
  }
}

int main() {
  auto sensor = std::make_shared<int>(7);
  std::thread watcher(watch, std::weak_ptr<int>(sensor));
  sensor.reset();
  watcher.join();
}
