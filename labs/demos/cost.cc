// What a call, a system call, a switch, a thread and a process cost.
//
// Model:  each is done again and again, on one processor, in short series; the
//         fastest series counts: whatever comes between makes it slower. For
//         switches, two hand each other a byte through pipes.
// Fails:  if what does more comes out cheaper.
// Source: McVoy and Staelin, "lmbench: Portable Tools for Performance Analysis"
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

using namespace std::chrono;
static std::vector<double> costs;
static int to[2], back[2];  // pipes
alignas(1 << 16) static char memory[100 << 20];

static double ns() { return steady_clock::now().time_since_epoch() / 1.0ns; }
static double ticks() {
#ifdef __x86_64__
  return __builtin_ia32_rdtsc();
#endif
  return ns();
}

static void measure(const char* what, void (*action)(), int times, int parts) {
  const double begin = ns(), begin_ticks = ticks();
  double least = 1e99;
  while (ns() < begin + 2e8) {
    const double before = ticks();
    for (int i = 0; i < times; ++i) action();
    least = std::min(least, (ticks() - before) / times / parts);
  }
  const double us = least * (ns() - begin) / (ticks() - begin_ticks) / 1e3;
  std::printf("%-38s %16.0f %16.3f\n", what, least, us);
  costs.push_back(least);
}

static void call() {}
static void system_call() { getppid(); }
static void thread() { std::thread(call).join(); }
static void switch_twice() {
  char byte = 0;
  if (write(to[1], &byte, 1) == 1) read(back[0], &byte, 1);
}

static void answer() {
  for (char byte; read(to[0], &byte, 1) == 1 && byte != '!';)
    write(back[1], &byte, 1);
}

static void process() {
  if (fork() == 0) _exit(0);
  wait(nullptr);
}

int main() {
  cpu_set_t here{};
  CPU_SET(sched_getcpu(), &here);
  sched_setaffinity(0, sizeof here, &here);
  setlinebuf(stdout);
  std::printf("%55s %16s\n", "ticks of counter", "microseconds");
  measure("a procedure call", call, 1000, 1);
  measure("a system call: getppid", system_call, 100, 1);
  if (pipe(to) < 0 || pipe(back) < 0) return 2;
  std::thread peer(answer);
  measure("a switch to a thread, by a pipe", switch_twice, 10, 2);
  write(to[1], "!", 1);
  peer.join();
  if (fork() == 0) answer(), _exit(0);
  measure("a switch to a process, by a pipe", switch_twice, 10, 2);
  write(to[1], "!", 1);
  wait(nullptr);
  measure("a thread: create, join", thread, 5, 1);
  measure("a process: fork, reap", process, 1, 1);
  madvise(memory, sizeof memory, MADV_NOHUGEPAGE);
  std::fill(std::begin(memory), std::end(memory), 1);
  measure("a process with 100 MiB: fork, reap", process, 1, 1);
  std::printf("a process costs like %.0f calls\n", costs[5] / costs[0]);
  costs.erase(costs.begin() + 3);  // which may cost as little as [2]
  return std::ranges::is_sorted(costs) ? 0 : 1;
}
