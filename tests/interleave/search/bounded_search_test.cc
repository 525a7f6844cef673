// Iterated bounding tries exactly the schedules of each bound, each once, and
// leaving out what nobody can notice loses no class of schedules.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "labs/interleave/search/bounded_search.hh"
#include "labs/interleave/search/strategies.hh"
#include "tests/interleave/search/toy_program.hh"

namespace interleave {
namespace {

struct Tried {
  std::vector<std::string> orders;  // the threads of each run: "0011"
  std::set<std::string> classes;
  std::string coverage;
};

std::string order_of(std::span<const Event> events) {
  std::string order;
  for (const Event& event : events) order += std::to_string(event.thread);
  return order;
}

Tried try_all(Toy& toy, std::unique_ptr<Strategy> strategy,
              unsigned most = 100'000) {
  Tried tried;
  while (most-- > 0) {
    const auto schedule = strategy->next();
    if (!schedule) break;
    const auto run = toy.execute(*schedule);
    tried.orders.push_back(order_of(run.events));
    tried.classes.insert(trace_class(run.events));
    strategy->observe(*schedule, run);
  }
  tried.coverage = strategy->coverage();
  return tried;
}

Tried try_delays(const ToyThreads& threads, unsigned bound) {
  Toy toy(threads);
  return try_all(toy, make_delay_bounding({.bound = bound, .schedules = 0}));
}

Tried try_preemptions(const ToyThreads& threads, unsigned bound) {
  Toy toy(threads);
  return try_all(toy,
                 make_preemption_bounding({.bound = bound, .schedules = 0}));
}

const ToyThread kTwoWrites = {write(0), write(0)};

// 0011; one delay before step 0 or 1; a second after it, while both can go
// on; a third. All 4!/(2!2!) = 6 orders in the end.
TEST(DelayBounding, TriesTwoThreadsInOrderOfDelays) {
  const std::vector<std::string> orders = {"0011", "1100", "0110",
                                           "1001", "0101", "1010"};
  EXPECT_EQ(try_delays({kTwoWrites, kTwoWrites}, 0).orders.size(), 1U);
  EXPECT_EQ(try_delays({kTwoWrites, kTwoWrites}, 1).orders.size(), 3U);
  EXPECT_EQ(try_delays({kTwoWrites, kTwoWrites}, 2).orders.size(), 5U);
  EXPECT_EQ(try_delays({kTwoWrites, kTwoWrites}, 3).orders, orders);
  EXPECT_EQ(try_delays({kTwoWrites, kTwoWrites}, 9).orders, orders);
}

// One write each of three threads: 012 at no cost; 120 costs 1, 201 costs 2;
// after a first thread the two others, the second of them at 1 more.
TEST(DelayBounding, CountsAlternativesAsDelays) {
  const ToyThreads threads = {{write(0)}, {write(0)}, {write(0)}};
  const std::vector<std::string> orders = {"012", "120", "021",
                                           "201", "102", "210"};
  EXPECT_EQ(try_delays(threads, 1).orders.size(), 3U);
  EXPECT_EQ(try_delays(threads, 2).orders.size(), 5U);
  EXPECT_EQ(try_delays(threads, 3).orders, orders);
}

// A wait with a time limit: its early end is one delay.
TEST(DelayBounding, ATimeoutIsOneDelay) {
  ToyOperation timed{Op::kCondWait, 6, 3};
  timed.timed = true;
  const ToyThreads threads = {{lock(3), timed, unlock(3), read(0)},
                              {write(0), {Op::kCondSignal, 6}, write(0)}};
  const Tried tried = try_delays(threads, 1);
  const std::set<std::string> orders(tried.orders.begin(), tried.orders.end());
  EXPECT_TRUE(orders.contains("00000111")) << "timeout at once";
  EXPECT_TRUE(orders.contains("00100011")) << "timeout after a step";
  EXPECT_EQ(orders.size(), tried.orders.size());
}

// The second thread comes for free once the first has ended, never before.
TEST(PreemptionBounding, TriesTwoThreadsInOrderOfPreemptions) {
  const std::vector<std::string> orders = {"0011", "1100", "0110",
                                           "1001", "0101", "1010"};
  EXPECT_EQ(try_preemptions({kTwoWrites, kTwoWrites}, 0).orders.size(), 1U);
  EXPECT_EQ(try_preemptions({kTwoWrites, kTwoWrites}, 1).orders.size(), 3U);
  EXPECT_EQ(try_preemptions({kTwoWrites, kTwoWrites}, 3).orders, orders);
}

// Who follows a thread that has ended is free: 0 first, then 12 or 21. With
// one preemption, any of the two others first, then both orders.
TEST(PreemptionBounding, ChoicesAtBlockingPointsAreFree) {
  const ToyThreads threads = {{write(0)}, {write(0)}, {write(0)}};
  EXPECT_EQ(try_preemptions(threads, 0).orders.size(), 2U);
  EXPECT_EQ(try_preemptions(threads, 1).orders.size(), 6U);
  EXPECT_EQ(try_preemptions(threads, 2).orders.size(), 6U);
}

TEST(BoundedSearch, TriesNoScheduleTwice) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const ToyThreads threads = random_threads(seed);
    for (const Tried& tried :
         {try_delays(threads, 3), try_preemptions(threads, 2)}) {
      std::set<std::string> orders(tried.orders.begin(), tried.orders.end());
      EXPECT_EQ(orders.size(), tried.orders.size()) << "seed " << seed;
    }
  }
}

// Private steps add nothing: as many schedules as without them.
TEST(BoundedSearch, LeavesOutPrivateMemory) {
  const ToyThreads busy = {
      {write(10), write(0), write(10), write(10), write(0)},
      {write(11), write(0), write(11), write(0)}};
  EXPECT_EQ(try_delays(busy, 3).orders.size(), 6U);
  EXPECT_EQ(try_preemptions(busy, 3).orders.size(), 6U);
}

// Thread 1 touches variable 7 only if it reads 0 before thread 0 has written:
// variable 7 is seen to be shared only after one delay, and what was left out
// before thread 0's writes of it is made up for.
TEST(BoundedSearch, MakesUpForWhatTurnsOutToBeShared) {
  const ToyThreads threads = {
      {write(7), write(7), write(0)},
      {read(0), skip_unless(read(0), 1), read(1), write(7)}};
  std::set<std::string> expected;
  Toy toy(threads);
  for_every_schedule(
      toy, [&](const auto& run) { expected.insert(trace_class(run.events)); });
  EXPECT_EQ(try_delays(threads, 8).classes, expected);
  EXPECT_EQ(try_preemptions(threads, 8).classes, expected);
}

// All schedules up to the bound, with nothing left out, by their classes.
std::set<std::string> classes_up_to(Toy& toy, BoundKind kind, unsigned bound) {
  std::set<std::string> classes;
  for_every_schedule(toy, [&](const auto& run) {
    unsigned cost = 0;
    for (const Decision& decision : run.decisions) {
      const bool ready = (decision.flags & kCurrentReady) != 0;
      cost += kind == BoundKind::kDelays
                  ? decision.chosen
                  : unsigned{ready && decision.chosen != 0};
    }
    if (cost <= bound) classes.insert(trace_class(run.events));
  });
  return classes;
}

// Exit is left out: it alone orders private steps, which nobody notices.
TEST(BoundedSearch, LosesNoClassOfSchedules) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const ToyThreads threads = random_threads(seed);
    if (threads[0].back().op == Op::kProcessExit) continue;
    Toy toy(threads);
    for (unsigned bound = 0; bound <= 2; ++bound) {
      EXPECT_TRUE(try_delays(threads, bound).classes ==
                  classes_up_to(toy, BoundKind::kDelays, bound))
          << "seed " << seed << ", delays " << bound;
      EXPECT_TRUE(try_preemptions(threads, bound).classes ==
                  classes_up_to(toy, BoundKind::kPreemptions, bound))
          << "seed " << seed << ", preemptions " << bound;
    }
  }
}

TEST(BoundedSearch, SaysWhatIsCovered) {
  const ToyThreads threads = {kTwoWrites, kTwoWrites};
  EXPECT_EQ(try_delays(threads, 2).coverage,
            "all 5 schedules with at most 2 delays (delays before "
            "synchronisation and data seen to be shared)");
  Toy toy(threads);
  const Tried tried = try_all(toy, make_delay_bounding({.schedules = 0}), 4);
  EXPECT_EQ(tried.coverage,
            "all 3 schedules with at most 1 delay, 1 of those with 2 delays "
            "(delays before synchronisation and data seen to be shared)");
}

// A long run has many positions; no more wait than may still be asked for.
TEST(BoundedSearch, KeepsNoMoreThanMayBeAskedFor) {
  const ToyThread thread(3000, write(0));
  Toy toy({thread, thread});
  const auto strategy = make_delay_bounding({.bound = 1, .schedules = 10});
  unsigned runs = 0;
  while (const auto schedule = strategy->next()) {
    strategy->observe(*schedule, toy.execute(*schedule));
    ++runs;
  }
  EXPECT_EQ(runs, 10U);
  EXPECT_TRUE(strategy->coverage().starts_with(
      "the only schedule with at most 0 delays, 9 of those with 1 delay"))
      << strategy->coverage();
}

}  // namespace
}  // namespace interleave
