// Both threads hold the same lock while they count.
//
// verdict:    none
// primitives: plain, mutex, join

#include <mutex>
#include <thread>

struct Shelf {
  std::mutex lock;
};

Shelf left;
Shelf right;
int books = 0;

void put_one(Shelf& shelf) {
  std::lock_guard hold(shelf.lock);
  ++books;
}

int main() {
  std::thread a([] { put_one(left); });
  std::thread b([] { put_one(left); });
  a.join();
  b.join();
  return books == 2 ? 0 : 1;
}
