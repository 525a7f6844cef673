// Two threads count to a million each, in one counter.
//
// Model:  two threads; `counter` is shared, and nothing guards it.
// Fails:  `++` reads, adds and writes; what the other thread has written in
//         between is lost.
// Source: "Computer Systems: A Programmer's Perspective", 12.5 (badcnt.c)
#include <cstdio>
#include <cstdlib>
#include <thread>

static long counter;

void count(long times) {
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
