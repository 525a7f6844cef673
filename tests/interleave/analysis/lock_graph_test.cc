// Cycles of lock orders in runs that did not deadlock.
#include <gtest/gtest.h>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kA = global(0);
constexpr std::uint64_t kB = global(1);
constexpr std::uint64_t kC = global(2);
constexpr std::uint64_t kGate = global(3);

class LockGraph : public ::testing::Test {
 protected:
  void start_both() {
    trace_.start(0, 1);
    trace_.start(0, 2);
  }
  void nest(unsigned thread, std::uint64_t outer, std::uint64_t inner) {
    trace_.lock(thread, outer);
    trace_.lock(thread, inner);
    trace_.unlock(thread, inner);
    trace_.unlock(thread, outer);
  }
  void nest_as(unsigned thread, Op outer_op, std::uint64_t outer, Op inner_op,
               std::uint64_t inner) {
    trace_.add(thread, outer_op, outer);
    trace_.add(thread, inner_op, inner);
    trace_.add(thread, Op::kWriteUnlock, inner);
    trace_.add(thread, Op::kWriteUnlock, outer);
  }
  std::string judge() { return verdicts(trace_.judge()); }

  Trace trace_;
};

TEST_F(LockGraph, OppositeOrdersAreACycle) {
  start_both();
  const auto a = trace_.lock(1, kA);
  const auto b = trace_.lock(1, kB);
  trace_.unlock(1, kB);
  trace_.unlock(1, kA);
  const auto d = trace_.lock(2, kB);
  const auto c = trace_.lock(2, kA);
  const auto findings = trace_.judge();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].verdict, Verdict::kLockOrder);
  EXPECT_EQ(findings[0].steps, (std::vector<std::uint32_t>{a, b, d, c}));
  EXPECT_EQ(findings[0].threads, (std::vector<unsigned>{1, 2}));
  EXPECT_EQ(findings[0].detail,
            "thread 1 and thread 2 take two locks in opposite orders");
}

TEST_F(LockGraph, OneOrderIsNoCycle) {
  start_both();
  nest(1, kA, kB);
  nest(2, kA, kB);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, OneThreadAloneIsNoCycle) {
  start_both();
  nest(1, kA, kB);
  nest(1, kB, kA);
  nest(2, kC, kA);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, ThreeLocksInACircle) {
  start_both();
  nest(0, kA, kB);
  nest(1, kB, kC);
  nest(2, kC, kA);
  const auto findings = trace_.judge();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].steps.size(), 6U);
  EXPECT_EQ(findings[0].detail,
            "thread 0 (main), thread 1 and thread 2 take locks in a circle");
}

TEST_F(LockGraph, TwoLocksOfThreeAreEnough) {
  start_both();
  trace_.lock(1, kA);
  nest(1, kB, kC);
  trace_.unlock(1, kA);
  nest(2, kC, kA);
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, AGateLockMakesItSafe) {
  start_both();
  trace_.lock(1, kGate);
  nest(1, kA, kB);
  trace_.unlock(1, kGate);
  trace_.lock(2, kGate);
  nest(2, kB, kA);
  trace_.unlock(2, kGate);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, AGateThatReadersShareIsNone) {
  start_both();
  trace_.add(1, Op::kReadLock, kGate);
  nest(1, kA, kB);
  trace_.add(1, Op::kReadUnlock, kGate);
  trace_.add(2, Op::kReadLock, kGate);
  nest(2, kB, kA);
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, CreationOrdersTheEdges) {
  nest(0, kA, kB);
  trace_.start(0, 1);
  nest(1, kB, kA);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, CreationOrdersGrandchildrenToo) {
  nest(0, kA, kB);
  trace_.start(0, 1);
  trace_.start(1, 2);
  nest(2, kB, kA);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, CreationDoesNotOrderWhatFollows) {
  trace_.start(0, 1);
  nest(0, kA, kB);
  nest(1, kB, kA);
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, JoinOrdersTheEdges) {
  trace_.start(0, 1);
  nest(1, kA, kB);
  trace_.end(1);
  trace_.join(0, 1);
  nest(0, kB, kA);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, AJoinThatFailedOrdersNothing) {
  trace_.start(0, 1);
  nest(1, kA, kB);
  trace_.add(0, Op::kThreadJoin, thread_object(1), {.value = ETIMEDOUT});
  nest(0, kB, kA);
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, AMutexDoesNotOrderTheEdges) {
  start_both();
  nest(1, kA, kB);
  trace_.unlock(1, kC);
  trace_.lock(2, kC);
  trace_.unlock(2, kC);
  nest(2, kB, kA);
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, ATryLockGivesUp) {
  start_both();
  nest(1, kA, kB);
  trace_.lock(2, kB);
  trace_.try_lock(2, kA);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, ATimedLockGivesUp) {
  start_both();
  nest(1, kA, kB);
  trace_.lock(2, kB);
  trace_.add(2, Op::kMutexTimedLock, kA);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, WhatATryLockTookIsHeld) {
  start_both();
  nest(1, kA, kB);
  trace_.try_lock(2, kB);
  trace_.lock(2, kA);
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, AFailedTryLockHoldsNothing) {
  start_both();
  nest(1, kA, kB);
  trace_.try_lock(2, kB, EBUSY);
  trace_.lock(2, kA);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, ALockTakenAgainIsNoEdge) {
  start_both();
  trace_.lock(1, kA);
  nest(1, kB, kA);
  trace_.unlock(1, kA);
  nest(2, kA, kB);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, ARecursiveLockIsHeldUntilTheLastUnlock) {
  start_both();
  trace_.lock(1, kA);
  trace_.lock(1, kA);
  trace_.unlock(1, kA);
  trace_.lock(1, kB);
  nest(2, kB, kA);
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, ReadersShareALock) {
  start_both();
  nest_as(1, Op::kReadLock, kA, Op::kReadLock, kB);
  nest_as(2, Op::kReadLock, kB, Op::kReadLock, kA);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, OneLockThatReadersShareIsEnough) {
  start_both();
  nest_as(1, Op::kReadLock, kA, Op::kWriteLock, kB);
  nest_as(2, Op::kReadLock, kB, Op::kReadLock, kA);
  EXPECT_EQ(judge(), "");
  nest_as(2, Op::kReadLock, kC, Op::kWriteLock, kGate);
  nest_as(1, Op::kReadLock, kGate, Op::kReadLock, kC);
  EXPECT_EQ(judge(), "");
}

TEST_F(LockGraph, WritersDoNotShare) {
  start_both();
  nest_as(1, Op::kReadLock, kA, Op::kWriteLock, kB);
  nest_as(2, Op::kReadLock, kB, Op::kWriteLock, kA);
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, WakingTakesTheMutexAgain) {
  start_both();
  trace_.lock(1, kA);
  trace_.lock(1, kB);
  trace_.wait(1, kC, kA);
  trace_.wake(1, kC, kA, kNoStep);
  trace_.unlock(1, kA);
  trace_.unlock(1, kB);
  nest(2, kA, kB);
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, ALoopIsReportedOnce) {
  start_both();
  for (int i = 0; i < 3; ++i) {
    trace_.add(1, Op::kMutexLock, kA, {.pc = 1});
    trace_.add(1, Op::kMutexLock, kB, {.pc = 2});
    trace_.unlock(1, kB);
    trace_.unlock(1, kA);
    trace_.add(2, Op::kMutexLock, kB, {.pc = 3});
    trace_.add(2, Op::kMutexLock, kA, {.pc = 4});
    trace_.unlock(2, kA);
    trace_.unlock(2, kB);
  }
  EXPECT_EQ(judge(), "lock_order");
}

TEST_F(LockGraph, ADenseGraphIsNotSearchedForEver) {
  for (unsigned thread = 1; thread < 12; ++thread) trace_.start(0, thread);
  for (unsigned thread = 0; thread < 12; ++thread) {
    for (unsigned lock = 0; lock < 24; ++lock) {
      nest(thread, global(lock), global((lock + thread * 5 + 1) % 24));
    }
  }
  EXPECT_NE(judge(), "");
}

TEST_F(LockGraph, AnotherDetectorFindsItToo) {
  start_both();
  nest(1, kA, kB);
  nest(2, kB, kA);
  EXPECT_EQ(verdicts(trace_.judge(RaceDetector::kNone)), "lock_order");
  EXPECT_EQ(verdicts(trace_.judge(RaceDetector::kLockset)), "lock_order");
}

}  // namespace
}  // namespace interleave
