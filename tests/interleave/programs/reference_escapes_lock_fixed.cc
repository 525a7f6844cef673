// The getter returns a copy, made under the lock.
//
// verdict:    none
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

struct Pair {
  int left = 0;
  int right = 0;
};

std::mutex pair_lock;
Pair pair;  // guarded by pair_lock

Pair get() {
  std::lock_guard hold(pair_lock);
  return pair;
}

void set(int value) {
  std::lock_guard hold(pair_lock);
  pair.left = value;
  pair.right = value;
}

void look() {
  const Pair seen = get();
  assert(seen.left == seen.right);
}

int main() {
  std::thread reader(look);
  std::thread writer(set, 1);
  reader.join();
  writer.join();
}
