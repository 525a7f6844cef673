// A free list of indices; the head carries a count of changes, so a head that
// has been away and come back is not the same.
//
// verdict:    none
// primitives: atomic, join

#include <atomic>
#include <cassert>
#include <thread>

constexpr int kNodes = 3;
constexpr int kEnd = kNodes;
constexpr int kChange = 8;  // the head's low three bits are the index

std::atomic<int> head{0};
std::atomic<int> next[kNodes] = {1, 2, kEnd};
std::atomic<int> owners[kNodes];

int pop() {
  int seen = head.load();
  while (seen % kChange != kEnd) {
    const int node = seen % kChange;
    const int rest = next[node].load();
    if (head.compare_exchange_strong(seen, seen - node + kChange + rest)) {
      owners[node].fetch_add(1);
      return node;
    }
  }
  return kEnd;
}

void push(int node) {
  owners[node].fetch_sub(1);
  int seen = head.load();
  int wanted = 0;
  do {
    next[node].store(seen % kChange);
    wanted = seen - seen % kChange + kChange + node;
  } while (!head.compare_exchange_strong(seen, wanted));
}

void take_two_return_one() {
  const int first = pop();
  pop();
  if (first != kEnd) {
    push(first);
  }
}

int main() {
  std::thread a(pop);
  std::thread b(take_two_return_one);
  a.join();
  b.join();
  while (pop() != kEnd) {
  }
  for (const std::atomic<int>& count : owners) {
    assert(count.load() == 1);
  }
}
