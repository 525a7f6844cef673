// A free list of indices, its head moved by compare-and-swap. One thread has
// read head 0 and its next, 1; the other pops 0 and 1 and pushes 0 back. The
// swap from 0 to 1 succeeds, though 1 is taken: it is handed out twice.
//
// verdict:    assertion
// within:     500
// primitives: atomic, join

#include <atomic>
#include <cassert>
#include <thread>

constexpr int kNodes = 3;
constexpr int kEnd = kNodes;

std::atomic<int> head{0};
std::atomic<int> next[kNodes] = {1, 2, kEnd};
std::atomic<int> owners[kNodes];

int pop() {
  int seen = head.load();
  while (seen != kEnd) {
    if (head.compare_exchange_strong(seen, next[seen].load())) {
      owners[seen].fetch_add(1);
      return seen;
    }
  }
  return kEnd;
}

void push(int node) {
  owners[node].fetch_sub(1);
  int seen = head.load();
  do {
    next[node].store(seen);
  } while (!head.compare_exchange_strong(seen, node));
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
