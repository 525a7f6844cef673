#include "clients/load/pace.hh"

#include <gtest/gtest.h>

#include <vector>

namespace load {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Clock::time_point kStart{seconds(1000)};

Clock::time_point after_ms(int ms) { return kStart + milliseconds(ms); }

// The times, in milliseconds from the start, of all that may be sent at `now`.
std::vector<std::int64_t> taken(Pace& pace, Clock::time_point now) {
  std::vector<std::int64_t> times;
  while (const auto turn = pace.take(now)) {
    times.push_back((turn->time - kStart) / milliseconds(1));
  }
  return times;
}

TEST(Pace, TakesAMessageOfAClosedLoopAtAnyTime) {
  Plan plan;
  plan.messages = 3;
  Pace pace(plan, {});
  pace.start(kStart);
  EXPECT_FALSE(pace.is_open_loop());
  EXPECT_EQ(taken(pace, after_ms(7)), (std::vector<std::int64_t>{7, 7, 7}));
  EXPECT_TRUE(pace.is_over(after_ms(7)));
}

TEST(Pace, TakesNothingWhenTheTimeIsUp) {
  Plan plan;
  plan.duration = milliseconds(10);
  Pace pace(plan, {});
  pace.start(kStart);
  EXPECT_TRUE(pace.take(after_ms(9)));
  EXPECT_FALSE(pace.take(after_ms(10)));
  EXPECT_TRUE(pace.is_over(after_ms(10)));
}

TEST(Pace, HoldsAnOpenLoopToItsPlan) {
  Plan plan;
  plan.rate = 1000;
  plan.duration = milliseconds(8);
  Pace pace(plan, {});
  pace.start(kStart);
  EXPECT_EQ(taken(pace, kStart), (std::vector<std::int64_t>{0}));
  EXPECT_EQ(pace.next_due(), after_ms(1));
  EXPECT_EQ(taken(pace, after_ms(1)), (std::vector<std::int64_t>{1}));
  EXPECT_FALSE(pace.is_over(after_ms(1)));
  // Whatever could not be sent meanwhile keeps its time; its latency is that
  // much longer. What was planned for the end or later is not sent.
  EXPECT_EQ(taken(pace, after_ms(20)),
            (std::vector<std::int64_t>{2, 3, 4, 5, 6, 7}));
  EXPECT_TRUE(pace.is_over(after_ms(20)));
}

TEST(Pace, TakesWhatIsPlannedWithinTheTimeEvenAfterIt) {
  Plan plan;
  plan.rate = 1000;
  plan.duration = milliseconds(2);
  Pace pace(plan, {});
  pace.start(kStart);
  EXPECT_FALSE(pace.is_over(after_ms(5000)));
  EXPECT_EQ(taken(pace, after_ms(5000)), (std::vector<std::int64_t>{0, 1}));
}

TEST(Pace, MeasuresWhatIsPlannedAfterTheWarmUp) {
  Plan plan;
  plan.rate = 1000;
  plan.messages = 2;
  plan.warm_up = milliseconds(3);
  Pace pace(plan, {});
  pace.start(kStart);
  std::vector<bool> measured;
  while (const auto turn = pace.take(after_ms(100))) {
    measured.push_back(turn->is_measured);
  }
  EXPECT_EQ(measured, (std::vector<bool>{false, false, false, true, true}));
}

TEST(Pace, BeginsTheDurationAfterTheWarmUp) {
  Plan plan;
  plan.warm_up = milliseconds(3);
  plan.duration = milliseconds(10);
  Pace pace(plan, {});
  pace.start(kStart);
  EXPECT_FALSE(pace.take(after_ms(2))->is_measured);
  EXPECT_TRUE(pace.take(after_ms(3))->is_measured);
  EXPECT_TRUE(pace.take(after_ms(12)));
  EXPECT_FALSE(pace.take(after_ms(13)));
}

TEST(Pace, DealsMessagesOutToThreads) {
  Plan plan;
  plan.rate = 1000;
  plan.messages = 5;
  Pace one(plan, {0, 2});
  Pace other(plan, {1, 2});
  one.start(kStart);
  other.start(kStart);
  EXPECT_EQ(taken(one, after_ms(100)), (std::vector<std::int64_t>{0, 2, 4}));
  EXPECT_EQ(taken(other, after_ms(100)), (std::vector<std::int64_t>{1, 3}));
}

TEST(Pace, OpensTheConnectionsOfARampOneByOne) {
  Plan plan;
  plan.connections = 4;
  plan.ramp = seconds(2);
  plan.messages = 1;
  Pace one(plan, {0, 2});
  Pace other(plan, {1, 2});
  one.start(kStart);
  other.start(kStart);
  EXPECT_EQ(one.opening_of(0), kStart);
  EXPECT_EQ(other.opening_of(0), after_ms(500));
  EXPECT_EQ(one.opening_of(1), after_ms(1000));
  EXPECT_EQ(other.opening_of(1), after_ms(1500));
}

}  // namespace
}  // namespace load
