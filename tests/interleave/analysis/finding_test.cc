// Names of verdicts, identity of findings, names of threads.
#include <gtest/gtest.h>

#include "labs/interleave/analysis/thread_name.hh"
#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

TEST(Finding, VerdictsHaveNames) {
  EXPECT_EQ(name_of(Verdict::kNone), "none");
  EXPECT_EQ(name_of(Verdict::kDataRace), "data_race");
  EXPECT_EQ(name_of(Verdict::kLockOrder), "lock_order");
  EXPECT_EQ(name_of(Verdict::kNondeterminism), "nondeterminism");
}

Finding race(std::uint32_t earlier, std::uint32_t later) {
  Finding finding;
  finding.verdict = Verdict::kDataRace;
  finding.steps = {earlier, later};
  return finding;
}

TEST(Finding, IdentityIsThatOfThePlaces) {
  Trace trace;
  trace.add(0, Op::kWrite, global(0), {.pc = 0x20});
  trace.add(1, Op::kWrite, global(0), {.pc = 0x30});
  trace.add(0, Op::kWrite, global(9), {.pc = 0x20});
  trace.add(1, Op::kWrite, global(9), {.pc = 0x40});
  const auto& events = trace.events();
  EXPECT_EQ(identity(race(0, 1), events), identity(race(1, 2), events));
  EXPECT_NE(identity(race(0, 1), events), identity(race(0, 3), events));
  Finding deadlock = race(0, 1);
  deadlock.verdict = Verdict::kDeadlock;
  EXPECT_NE(identity(race(0, 1), events), identity(deadlock, events));
}

TEST(Finding, WithoutStepsTheDetailTells) {
  Finding one;
  one.verdict = Verdict::kMisuse;
  one.detail = "double join";
  Finding other = one;
  EXPECT_EQ(identity(one, {}), identity(other, {}));
  other.detail = "unlock by a stranger";
  EXPECT_NE(identity(one, {}), identity(other, {}));
}

TEST(Finding, ClientsAreNumberedAmongThemselves) {
  Trace trace;
  trace.outcome().ends[2].client = true;
  trace.outcome().ends[4].client = true;
  EXPECT_EQ(thread_name(trace.outcome(), 0), "thread 0 (main)");
  EXPECT_EQ(thread_name(trace.outcome(), 1), "thread 1");
  EXPECT_EQ(thread_name(trace.outcome(), 2), "client 1");
  EXPECT_EQ(thread_name(trace.outcome(), 4), "client 2");
}

}  // namespace
}  // namespace interleave
