#include "labs/interleave/search/minimizer.hh"

#include <gtest/gtest.h>

#include "labs/interleave/search/deviations.hh"
#include "tests/interleave/search/toy_program.hh"

namespace interleave {
namespace {

constexpr int kNever = -1;

// The step of a thread's n-th operation of a kind.
int step_of(std::span<const Event> events, unsigned thread, Op op, unsigned n) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].thread != thread || events[i].op != op) continue;
    if (n-- == 0) return static_cast<int>(i);
  }
  return kNever;
}

// A lost update: thread 1 writes between thread 0's read and write.
bool loses_update(const std::vector<Event>& events) {
  const int in = step_of(events, 1, Op::kWrite, 0);
  return step_of(events, 0, Op::kRead, 0) < in &&
         in < step_of(events, 0, Op::kWrite, 0);
}

// Replays on the toy; fails alike if it ends like the run to minimise.
struct Replays {
  Toy& toy;
  Ending ending = Ending::kAssertion;
  bool all_switches = true;

  bool operator()(const Schedule& schedule, std::vector<Deviation>& actual) {
    const Run run = toy.execute(schedule);
    if (run.outcome->ending != ending) return false;
    actual = all_switches ? switches_of(run) : deviations_of(run.decisions);
    return true;
  }
};

// What the random policy does with this seed, as deviations, if it ends so.
std::optional<Schedule> random_failure(Toy& toy, std::uint64_t seed,
                                       Ending ending) {
  Schedule random;
  random.policy = Policy::kRandom;
  random.seed = seed;
  const Run run = toy.execute(random);
  if (run.outcome->ending != ending) return std::nullopt;
  Schedule guided;
  guided.deviations = deviations_of(run.decisions);
  return guided;
}

ToyThreads busy_update() {
  ToyThreads threads = {ToyThread(6, write(7)), {}, ToyThread(9, write(7))};
  threads[0].front() = read(0);
  threads[1] = {read(5), read(6), read(5), write(0), read(6)};
  return threads;
}

bool loses_busy_update(const std::vector<Event>& events) {
  const int in = step_of(events, 1, Op::kWrite, 0);
  return step_of(events, 0, Op::kRead, 0) < in &&
         in < step_of(events, 0, Op::kWrite, 4);
}

// One preemption of thread 0 after its read is enough, whatever random did.
TEST(Minimizer, ReducesRandomSchedulesToOnePreemption) {
  Toy toy(busy_update(), loses_busy_update);
  unsigned failures = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const auto failing = random_failure(toy, seed, Ending::kAssertion);
    if (!failing) continue;
    ++failures;
    const Minimized minimal = minimize(*failing, Replays{toy});
    EXPECT_EQ(minimal.preemptions, 1U) << "seed " << seed;
    EXPECT_EQ(minimal.schedule.deviations.size(), 1U) << "seed " << seed;
    EXPECT_LE(minimal.replays, kMostReplays);
    std::vector<Deviation> actual;
    EXPECT_TRUE((Replays{toy}(minimal.schedule, actual)));
  }
  EXPECT_GT(failures, 50U);
}

// A B … A B … with opposite locks: one preemption between the two locks.
TEST(Minimizer, ReducesADeadlockToOnePreemption) {
  ToyThread forth = {read(0), lock(3), lock(4), unlock(4), unlock(3)};
  ToyThread back = {read(0), lock(4), lock(3), unlock(3), unlock(4)};
  const ToyThread other(8, write(9));
  Toy toy({forth, other, back});
  unsigned failures = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const auto failing = random_failure(toy, seed, Ending::kBlocked);
    if (!failing) continue;
    ++failures;
    const Minimized minimal =
        minimize(*failing, Replays{toy, Ending::kBlocked});
    EXPECT_EQ(minimal.preemptions, 1U) << "seed " << seed;
  }
  EXPECT_GT(failures, 10U);
}

TEST(Minimizer, KeepsWhatIsNeeded) {
  Toy toy({{read(0), write(0)}, {write(0)}}, loses_update);
  Schedule failing;
  failing.flags = kNoFairness;
  failing.deviations = {{1, 1, 0}};
  const Minimized minimal = minimize(failing, Replays{toy});
  ASSERT_EQ(minimal.schedule.deviations.size(), 1U);
  EXPECT_EQ(minimal.schedule.deviations[0].step, 1U);
  EXPECT_EQ(minimal.schedule.deviations[0].choice, 1U);
  EXPECT_EQ(minimal.schedule.deviations[0].unused, 0U);
  EXPECT_EQ(minimal.schedule.flags, kNoFairness);
}

TEST(Minimizer, MakesDoWithDeviationsAlone) {
  Toy toy(busy_update(), loses_busy_update);
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const auto failing = random_failure(toy, seed, Ending::kAssertion);
    if (!failing) continue;
    const std::size_t before = failing->deviations.size();
    Replays replays{toy};
    replays.all_switches = false;
    const Minimized minimal = minimize(*failing, replays);
    EXPECT_LE(minimal.schedule.deviations.size(), before);
    EXPECT_LE(minimal.replays, kMostReplays);
  }
}

TEST(Minimizer, StopsWhenTheReplaysAreUsedUp) {
  Toy toy(busy_update(), loses_busy_update);
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const auto failing = random_failure(toy, seed, Ending::kAssertion);
    if (!failing) continue;
    toy.runs = 0;
    const Minimized minimal = minimize(*failing, Replays{toy}, 7);
    EXPECT_EQ(minimal.replays, toy.runs);
    EXPECT_LE(minimal.replays, 7U);
    std::vector<Deviation> actual;
    EXPECT_TRUE((Replays{toy}(minimal.schedule, actual)));
  }
}

TEST(Minimizer, GivesBackWhatDoesNotFailAgain) {
  Toy toy({{read(0), write(0)}, {write(0)}}, loses_update);
  Schedule passing;
  passing.deviations = {{0, 1, 0}};
  const Minimized minimal = minimize(passing, Replays{toy});
  EXPECT_EQ(minimal.replays, 1U);
  EXPECT_EQ(minimal.schedule.deviations.size(), 1U);
}

}  // namespace
}  // namespace interleave
