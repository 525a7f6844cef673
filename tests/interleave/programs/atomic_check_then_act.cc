// Two customers book the last seat: both see it free, then both take it. Every
// access is atomic, the booking as a whole is not.
//
// verdict:    assertion
// within:     500
// primitives: atomic, join

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> free_seats{1};

void book() {
  if (free_seats.load() > 0) {
    free_seats.fetch_sub(1);
  }
}

int main() {
  std::thread a(book);
  std::thread b(book);
  a.join();
  b.join();
  assert(free_seats.load() == 0);
}
