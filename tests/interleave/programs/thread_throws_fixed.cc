// The user throws when the data are not loaded yet, and its thread catches.
//
// verdict:    none
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

void try_to_use() {
  try {
    use();
  } catch (const std::runtime_error&) {
    outcome.store(2);
  }
}

int main() {
  std::thread loader([] { loaded.store(true); });
  std::thread user(try_to_use);
  loader.join();
  user.join();
  assert(outcome.load() != 0);
}
