// The partial-order reduction completes one schedule per equivalence class:
// as many as computed by hand, and the same as trying all schedules finds.
#include <gtest/gtest.h>

#include <set>

#include "labs/interleave/search/strategies.hh"
#include "tests/interleave/search/toy_program.hh"

namespace interleave {
namespace {

struct Explored {
  std::multiset<std::string> classes;  // of the runs that were not cut short
  unsigned asleep = 0;
  unsigned diverged = 0;
  std::string coverage;
};

Explored explore(Toy& toy) {
  Explored explored;
  const auto strategy = make_partial_order_reduction({});
  for (unsigned runs = 0; runs < 100'000; ++runs) {
    const auto schedule = strategy->next();
    if (!schedule) break;
    const Run run = toy.execute(*schedule);
    if (run.outcome->ending == Ending::kAsleep) {
      ++explored.asleep;
    } else {
      explored.classes.insert(trace_class(run.events));
    }
    explored.diverged += run.outcome->ending == Ending::kDiverged;
    strategy->observe(*schedule, run);
  }
  explored.coverage = strategy->coverage();
  return explored;
}

std::size_t count(const ToyThreads& threads) {
  Toy toy(threads);
  return explore(toy).classes.size();
}

// Two writes of one variable: either first.
TEST(PartialOrderReduction, TwoWritesOfOneVariable) {
  EXPECT_EQ(count({{write(0)}, {write(0)}}), 2U);
}

// Nothing depends on anything: all 6!/(2!2!2!) = 90 schedules are equivalent.
TEST(PartialOrderReduction, PrivateVariables) {
  const ToyThreads threads = {
      {write(0), write(0)}, {write(1), write(1)}, {write(2), write(2)}};
  Toy toy(threads);
  const Explored explored = explore(toy);
  EXPECT_EQ(explored.classes.size(), 1U);
  EXPECT_EQ(explored.asleep, 0U);
}

// Reads commute with each other: a class is where among n reads the one write
// comes, for each reader on its own: 2 * 2 * 2.
TEST(PartialOrderReduction, OneWriterThreeReaders) {
  EXPECT_EQ(count({{write(0)}, {read(0)}, {read(0)}, {read(0)}}), 8U);
}

// Every two operations depend on each other, so every schedule is a class of
// its own: 4!/(2!2!) = 6 for two writes each, 6!/(2!2!2!) = 90 for three
// threads.
TEST(PartialOrderReduction, WritesOfOneVariable) {
  EXPECT_EQ(count({{write(0), write(0)}, {write(0), write(0)}}), 6U);
  EXPECT_EQ(
      count({{write(0), write(0)}, {write(0), write(0)}, {write(0), write(0)}}),
      90U);
}

// Store buffering: x = 1; r = y against y = 1; r = x. Two pairs, write and
// read of x, of y, each in either order: 4; but both reads before both writes
// would be a cycle: 3.
TEST(PartialOrderReduction, StoreBuffering) {
  EXPECT_EQ(count({{write(0), read(1)}, {write(1), read(0)}}), 3U);
}

// Critical sections of one mutex: the order in which three threads get it,
// 3! = 6, whatever they do inside.
TEST(PartialOrderReduction, CriticalSections) {
  const ToyThread thread = {lock(3), write(0), unlock(3)};
  EXPECT_EQ(count({thread, thread, thread}), 6U);
}

// Two mutexes in opposite order: first thread first; second thread first; or
// a deadlock, in which each has got one.
TEST(PartialOrderReduction, OppositeLocks) {
  const ToyThread forth = {lock(3), lock(4), unlock(4), unlock(3)};
  const ToyThread back = {lock(4), lock(3), unlock(3), unlock(4)};
  EXPECT_EQ(count({forth, back}), 3U);
}

// One post for two who wait: the post comes first, and either gets it. The
// order of the post and the failing wait is no order: it never happens.
TEST(PartialOrderReduction, OnePostTwoWaits) {
  EXPECT_EQ(count({{post(5)}, {wait(5)}, {wait(5)}}), 2U);
}

// A signal comes before, or after, the waiting begins. Before: the waiter is
// stuck. After: it wakes.
TEST(PartialOrderReduction, SignalMayBeLost) {
  const ToyThread waiter = {
      lock(3), {Op::kCondWait, 6, 3}, unlock(3), write(0)};
  EXPECT_EQ(count({waiter, {{Op::kCondSignal, 6}}}), 2U);
}

// The process exits before, between or after the other thread's two steps.
TEST(PartialOrderReduction, ExitWhileAnotherRuns) {
  EXPECT_EQ(count({{{Op::kProcessExit, 0}}, {write(0), write(1)}}), 3U);
}

void compare_with_all_schedules(std::uint64_t seed) {
  Toy toy(random_threads(seed));
  std::set<std::string> expected;
  const std::uint64_t schedules = for_every_schedule(
      toy, [&](const auto& run) { expected.insert(trace_class(run.events)); });
  const Explored explored = explore(toy);
  const std::set<std::string> found(explored.classes.begin(),
                                    explored.classes.end());
  EXPECT_TRUE(found == expected)
      << "seed " << seed << ": " << found.size() << " of " << expected.size()
      << " classes, " << schedules << " schedules";
  EXPECT_EQ(explored.classes.size(), found.size())
      << "seed " << seed << ": some completed twice";
  EXPECT_EQ(explored.diverged, 0U);
  EXPECT_TRUE(explored.coverage.starts_with("all ") ||
              explored.coverage.starts_with("the only "))
      << explored.coverage;
}

constexpr std::uint64_t kSeedsPerTest = 40;

TEST(PartialOrderReduction, SaysWhatIsCovered) {
  Toy two({{write(0)}, {write(0)}});
  EXPECT_EQ(explore(two).coverage,
            "all 2 orders of dependent operations (0 more schedules led to "
            "nothing new)");
  ToyOperation timed{Op::kCondWait, 6, 3};
  timed.timed = true;
  Toy early({{lock(3), timed, unlock(3)}, {write(0)}});
  EXPECT_EQ(explore(early).coverage,
            "the only order of dependent operations without early timeouts "
            "and spurious wake-ups (0 more schedules led to nothing new)");
}

class AgainstAllSchedules : public testing::TestWithParam<std::uint64_t> {};

TEST_P(AgainstAllSchedules, CompletesEachClassOnce) {
  for (std::uint64_t seed = 1; seed <= kSeedsPerTest; ++seed) {
    compare_with_all_schedules(GetParam() * kSeedsPerTest + seed);
  }
}

INSTANTIATE_TEST_SUITE_P(RandomToys, AgainstAllSchedules,
                         testing::Range<std::uint64_t>(0, 4));

}  // namespace
}  // namespace interleave
