// Two customers ask for the last seat; a compare-and-swap checks and takes it
// in one step.
//
// verdict:    none
// primitives: atomic, join

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> free_seats{1};

void book() {
  int seen = free_seats.load();
  while (seen > 0 && !free_seats.compare_exchange_strong(seen, seen - 1)) {
  }
}

int main() {
  std::thread a(book);
  std::thread b(book);
  a.join();
  b.join();
  assert(free_seats.load() == 0);
}
