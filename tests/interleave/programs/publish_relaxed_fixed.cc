// A message is announced by a flag, stored with release and loaded with
// acquire: who sees the flag sees the message.
//
// verdict:    none
// primitives: plain, atomic, join

#include <atomic>
#include <cassert>
#include <thread>

int message = 0;
std::atomic<bool> ready{false};

void announce() {
  message = 42;
  // Pairs with the acquire in look().
  ready.store(true, std::memory_order_release);
}

void look() {
  // Pairs with the release in announce().
  if (ready.load(std::memory_order_acquire)) {
    assert(message == 42);
  }
}

int main() {
  std::thread writer(announce);
  std::thread reader(look);
  writer.join();
  reader.join();
}
