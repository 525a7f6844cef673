// The user throws when the data are not loaded yet. Nobody catches in its
// thread, so the whole program ends.
//
// verdict:    crash
// within:     500
// primitives: atomic, malloc, join

#include <atomic>
#include <cassert>
#include <stdexcept>
#include <thread>

std::atomic<bool> loaded{false};
std::atomic<int> outcome{0};

void use() {
  if (!loaded.load()) {
    throw std::runtime_error("not loaded");
  }
  outcome.store(1);
}

int main() {
  std::thread loader([] { loaded.store(true); });
  std::thread user(use);
  loader.join();
  user.join();
  assert(outcome.load() != 0);
}
