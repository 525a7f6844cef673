// Two threads want both locks; who does not get the second one gives the first
// one back, and tries again.
//
// Model:  two threads, two locks, taken in opposite order.
// Fails:  both take, both give back, both take: they run, and get nowhere. A
//         livelock.
// Source: Herlihy and Shavit, "The Art of Multiprocessor Programming"
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex left, right;

static void pass(std::mutex& first, std::mutex& second) {
  first.lock();
  while (!second.try_lock()) {
    first.unlock();
    first.lock();
  }
  second.unlock();
  first.unlock();
}

int main() {
  std::thread one([] { pass(left, right); });
  std::thread other([] { pass(right, left); });
  one.join();
  other.join();
  std::puts("both have passed");
}
