// Three threads on one processor, simulated: who holds the lock is as urgent as
// the most urgent one that waits for it.
//
// Model:  low, medium and high, which come one after the other; each has a
//         plan, a letter for each tick. The lock inherits priorities.
// Source: Sha, Rajkumar and Lehoczky, "Priority Inheritance Protocols"
#include <algorithm>
#include <cstdio>
#include <string>

struct Thread {
  const char* name;
  int priority;
  int comes;           // at this tick
  std::string plan;    // what is left of it
  std::string past{};  // what it did, tick by tick
};

static int tick;
static Thread threads[] = {{"high", 3, 2, "LcU"},
                           {"medium", 2, 3, "cccccccccccc"},
                           {"low", 1, 0, "LcccU"}};
static Thread* owner;  // of the lock

static bool is_here(const Thread& thread) {
  return tick >= thread.comes && !thread.plan.empty();
}

static bool waits(const Thread& thread) {
  return is_here(thread) && thread.plan[0] == 'L' && owner != nullptr;
}

static int urgency(const Thread& thread) {
  int most = thread.priority;
  for (const Thread& other : threads)
    if (&thread == owner && waits(other)) most = std::max(most, other.priority);
  return most;
}

static Thread* most_urgent() {
  Thread* chosen = nullptr;
  for (Thread& thread : threads) {
    if (!is_here(thread) || waits(thread)) continue;
    if (!chosen || urgency(thread) > urgency(*chosen)) chosen = &thread;
  }
  return chosen;
}

static void run_for_a_tick(Thread& running) {
  for (Thread& thread : threads) {
    if (thread.plan.empty()) continue;
    thread.past += !is_here(thread) ? ' ' : waits(thread) ? 'w' : '.';
  }
  running.past.back() = running.plan[0];
  if (running.plan[0] == 'L') owner = &running;
  if (running.plan[0] == 'U') owner = nullptr;
  running.plan.erase(0, 1);
}

int main() {
  for (; Thread* running = most_urgent(); ++tick) run_for_a_tick(*running);
  for (const Thread& thread : threads)
    std::printf("%-7s  %s\n", thread.name, thread.past.c_str());
  std::puts(
      "L locks, c computes, U unlocks; w waits for the lock, . could run");
  const auto waited = std::ranges::count(threads[0].past, 'w');
  std::printf("simulated: high waited %d ticks\n", static_cast<int>(waited));
  return waited > 5 ? 1 : 0;  // low needs no more
}
