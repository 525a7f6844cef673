// Each thread holds a lock while it counts, but not the same one. The program
// tells the loss by its exit status.
//
// verdict:    exit_status
// also:       data_race
// within:     500
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
  std::thread b([] { put_one(right); });
  a.join();
  b.join();
  return books == 2 ? 0 : 1;
}
