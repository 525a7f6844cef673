// Each thread has a shared_ptr of its own to the same value; one may reset its
// own while the other reads.
//
// verdict:    none
// primitives: plain, atomic, shared_ptr, malloc, join

#include <cassert>
#include <memory>
#include <thread>
#include <utility>

int main() {
  auto current = std::make_shared<int>(7);
  std::thread owner([own = current]() mutable { own.reset(); });
  std::shared_ptr<int> mine = std::move(current);
  assert(*mine == 7);
  owner.join();
}
