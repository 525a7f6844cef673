// Two threads count to a million each, in one counter, under one lock around
// the whole loop.
//
// Model:  two threads that take turns: one counts, the other waits for `lock`.
// Source: "Computer Systems: A Programmer's Perspective", 12.5.3
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

static std::mutex lock;
static long counter;  // guarded by lock

void count(long times) {
  const std::lock_guard guard(lock);
  for (long i = 0; i < times; ++i) ++counter;
}

int main(int argc, char** argv) {
  const long times = argc > 1 ? std::atol(argv[1]) : 1'000'000;
  std::thread first(count, times);
  std::thread second(count, times);
  first.join();
  second.join();
  std::printf("%ld of %ld\n", counter, 2 * times);
  return counter == 2 * times ? 0 : 1;
}
