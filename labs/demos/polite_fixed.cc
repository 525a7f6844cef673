// Two threads want both locks; who does not get the second one gives the first
// one back, and waits for the other one.
//
// Model:  two threads, two locks; nobody waits while holding a lock.
// Source: Stroustrup, "The C++ Programming Language", on std::lock
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex left, right;

static void pass(std::mutex* first, std::mutex* second) {
  first->lock();
  while (!second->try_lock()) {
    first->unlock();
    std::swap(first, second);  // begin with the one that was taken
    first->lock();
  }
  second->unlock();
  first->unlock();
}

int main() {
  std::thread one([] { pass(&left, &right); });
  std::thread other([] { pass(&right, &left); });
  one.join();
  other.join();
  std::puts("both have passed");
}
