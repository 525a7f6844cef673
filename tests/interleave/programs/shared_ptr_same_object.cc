// One thread copies a shared_ptr while another resets the same shared_ptr: the
// copy has read the pointer, the last owner frees, the copy uses it.
//
// verdict:    memory_error
// also:       data_race
// within:     500
// primitives: plain, shared_ptr, malloc, join

#include <cassert>
#include <memory>
#include <thread>

int main() {
  auto current = std::make_shared<int>(7);
  std::thread owner([&current] { current.reset(); });
  std::shared_ptr<int> mine = current;
  if (mine != nullptr) {
    assert(*mine == 7);
  }
  owner.join();
}
