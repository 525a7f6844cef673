// Runs that were given up because every thread only gave way.
#include <gtest/gtest.h>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kA = global(0);
constexpr std::uint64_t kB = global(1);
constexpr std::uint64_t kTurn = global(2);

class Livelock : public ::testing::Test {
 protected:
  Livelock() {
    trace_.start(0, 1);
    trace_.start(0, 2);
    trace_.ends_with(Ending::kStalled, 1);
    trace_.blocked(0, Op::kThreadJoin, thread_object(1));
    trace_.outcome().ending = Ending::kStalled;
  }

  void yield(unsigned thread, std::uint32_t pc) {
    trace_.add(thread, Op::kYield, 0, {.pc = pc});
  }
  Finding judge() {
    const auto findings = trace_.judge(RaceDetector::kNone);
    return findings.empty() ? Finding{} : findings[0];
  }

  Trace trace_;
};

TEST_F(Livelock, ThreadsSpinOnAnUnchangedValue) {
  for (int i = 0; i < 100; ++i) {
    trace_.read(1, kA, 0);
    trace_.read(2, kA, 0);
  }
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kLivelock);
  EXPECT_EQ(finding.threads, (std::vector<unsigned>{1, 2}));
  EXPECT_EQ(finding.detail,
            "thread 1 reads what does not change, thread 2 reads what does "
            "not change; nothing changes any more");
}

TEST_F(Livelock, OneSpinsWhileTheOtherSleeps) {
  for (int i = 0; i < 50; ++i) {
    trace_.read(1, kA, 0);
    yield(1, 0x10);
    trace_.add(2, Op::kSleep);
    trace_.add(2, Op::kSleepDone, 0, {.value = 1});
  }
  EXPECT_EQ(judge().detail,
            "thread 1 reads what does not change and yields, thread 2 "
            "sleeps; nothing changes any more");
}

TEST_F(Livelock, ThreadsGiveWayToEachOther) {
  for (int i = 0; i < 50; ++i) {
    trace_.lock(1, kA);
    trace_.lock(2, kB);
    trace_.add(1, Op::kMutexTryLock, kB, {.value = EBUSY, .pc = 0x10});
    trace_.add(2, Op::kMutexTryLock, kA, {.value = EBUSY, .pc = 0x20});
    trace_.unlock(1, kA);
    trace_.unlock(2, kB);
    yield(1, 0x30);
    yield(2, 0x40);
  }
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kLivelock);
  ASSERT_EQ(finding.steps.size(), 2U);
  EXPECT_EQ(trace_.events()[finding.steps[0]].pc, 0x10U);
  EXPECT_EQ(trace_.events()[finding.steps[1]].pc, 0x20U);
  EXPECT_EQ(finding.detail,
            "thread 1 fails to get a lock and takes and releases locks and "
            "yields, thread 2 fails to get a lock and takes and releases "
            "locks and yields; the same shared state comes back again and "
            "again");
}

TEST_F(Livelock, CountsOfAttemptsAreNoProgress) {
  for (unsigned i = 0; i < 50; ++i) {
    trace_.write(1, kTurn, 2);
    trace_.write(1, global(8), i);  // its own count
    yield(1, 0x10);
    trace_.write(2, kTurn, 1);
    trace_.write(2, global(9), i);
    yield(2, 0x20);
  }
  EXPECT_EQ(judge().verdict, Verdict::kLivelock);
}

TEST_F(Livelock, ACountFromBeforeTheStallIsItsOwnAgain) {
  trace_.write(0, global(8), 0);
  trace_.start(0, 3);
  for (unsigned i = 0; i < 50; ++i) {
    trace_.read(1, kTurn, 0);
    trace_.write(1, global(8), i);
    trace_.read(2, kTurn, 0);
  }
  EXPECT_EQ(judge().verdict, Verdict::kLivelock);
}

TEST_F(Livelock, SharedProgressIsOnlySlow) {
  for (unsigned i = 0; i < 50; ++i) {
    trace_.write(1, kTurn, 2 * i);
    yield(1, 0x10);
    trace_.write(2, kTurn, 2 * i + 1);
    yield(2, 0x20);
  }
  EXPECT_EQ(judge().verdict, Verdict::kNone);
}

TEST_F(Livelock, ProgressThatEndedIsALivelock) {
  for (unsigned i = 0; i < 80; ++i) {
    trace_.write(1, kTurn, i < 20 ? i : 20);
    yield(1, 0x10);
    trace_.read(2, kTurn, i < 20 ? i : 20);
  }
  EXPECT_EQ(judge().verdict, Verdict::kLivelock);
}

TEST_F(Livelock, WhoHoldsALockIsPartOfTheState) {
  for (unsigned i = 0; i < 50; ++i) {
    trace_.lock(1, global(100 + i));  // and keeps it
    yield(1, 0x10);
    yield(2, 0x20);
  }
  EXPECT_EQ(judge().verdict, Verdict::kNone);
}

TEST_F(Livelock, TooFewRoundsAreTheRuntimesWord) {
  yield(1, 0x10);
  yield(2, 0x20);
  EXPECT_EQ(judge().verdict, Verdict::kLivelock);
}

}  // namespace
}  // namespace interleave
