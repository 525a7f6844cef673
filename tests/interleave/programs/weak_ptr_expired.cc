// The weak_ptr has not expired, the owner lets go, lock() gives nothing, and
// the thread follows a null pointer.
//
// verdict:    crash
// within:     500
// primitives: plain, atomic, shared_ptr, malloc, join

#include <cassert>
#include <memory>
#include <thread>
#include <utility>

void watch(const std::weak_ptr<int>& sensor) {
  if (!sensor.expired()) {
    const std::shared_ptr<int> mine = sensor.lock();
    const int* value = mine.get();
    assert(*value == 7);
  }
}

int main() {
  auto sensor = std::make_shared<int>(7);
  const std::weak_ptr<int> watched = sensor;
  std::thread owner([own = std::move(sensor)]() mutable { own.reset(); });
  watch(watched);
  owner.join();
}
