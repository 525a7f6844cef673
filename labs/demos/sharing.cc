// Two threads count three rounds each, in a variable that lies inside their
// function; who shares what is seen from the addresses.
//
// Model:  two threads that both exist before one begins: main holds `lock`.
// Fails:  `counted` is static: there is one, though each thread names it in its
//         own call. The second thread goes on from where the first one ended.
// Source: "Computer Systems: A Programmer's Perspective", 12.4
#include <array>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

struct Result {
  int counted;
  std::array<const void*, 5> places;  // of the variables, for this thread
};
static std::mutex lock;
static int rounds = 3;
static thread_local int self;

static void count(int id, Result* results) {
  static int counted = 0;
  const std::lock_guard guard(lock);
  self = id;
  for (int round = 0; round < rounds; ++round) ++counted;
  results[self] = {counted, {&rounds, results, &self, &id, &counted}};
}

int main(int argc, char** argv) {
  if (argc > 1) rounds = std::atoi(argv[1]);
  Result results[2];
  lock.lock();
  std::thread first(count, 0, results);
  std::thread second(count, 1, results);
  lock.unlock();
  first.join();
  second.join();
  const char* names[] = {"rounds, global", "results, of main",
                         "self, thread_local", "id, of count",
                         "counted, of count"};
  std::printf("%-18s  %14s  %14s\n", "", "in thread 1", "in thread 2");
  for (int k = 0; rounds > 1 && k < 5; ++k) {
    const void* here = results[0].places[k];
    const void* there = results[1].places[k];
    std::printf("%-18s  %14p  %14p  %s\n", names[k], here, there,
                here == there ? "shared" : "private");
  }
  const int a = results[0].counted, b = results[1].counted;
  std::printf("%d rounds each: counted %d and %d\n", rounds, a, b);
  return a == rounds && b == rounds ? 0 : 1;
}
