// Two threads take the same two locks, in opposite order.
//
// Model:  two threads, two locks.
// Fails:  each holds one lock and waits for the other one: a deadlock.
// Source: "Computer Systems: A Programmer's Perspective", 12.7.5
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex from, to;
static int moved;  // guarded by both

static void transfer(std::mutex& first, std::mutex& second) {
  const std::lock_guard one(first);
  const std::lock_guard other(second);
  ++moved;
}

int main() {
  std::thread forth([] { transfer(from, to); });
  std::thread back([] { transfer(to, from); });
  forth.join();
  back.join();
  std::printf("%d transfers\n", moved);
}
