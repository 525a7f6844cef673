// Two threads take the same two locks, in the order of their addresses.
//
// Model:  two threads, two locks; nobody waits for a lock while holding one
//         that comes later.
// Source: "Computer Systems: A Programmer's Perspective", 12.7.5
#include <cstdio>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

static std::mutex from, to;
static int moved;  // guarded by both

static void transfer(std::mutex* first, std::mutex* second) {
  if (std::less<>()(second, first)) std::swap(first, second);
  const std::lock_guard one(*first);
  const std::lock_guard other(*second);
  ++moved;
}

int main() {
  std::thread forth([] { transfer(&from, &to); });
  std::thread back([] { transfer(&to, &from); });
  forth.join();
  back.join();
  std::printf("%d transfers\n", moved);
}
