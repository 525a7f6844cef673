// A wake-up that was missed, told from a wait for what never comes.
#include <gtest/gtest.h>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kMutex = global(0);
constexpr std::uint64_t kCondition = global(1);
constexpr std::uint64_t kFlag = global(2);
constexpr std::uint64_t kCount = global(3);

using Steps = std::vector<std::uint32_t>;

// Thread 1 waits for ever, thread 2 signals.
class LostWakeup : public ::testing::Test {
 protected:
  LostWakeup() {
    trace_.start(0, 1);
    trace_.start(0, 2);
    trace_.blocked(0, Op::kThreadJoin, thread_object(1));
  }

  std::uint32_t wait_for_ever(unsigned thread = 1) {
    const auto wait = trace_.wait(thread, kCondition, kMutex);
    trace_.blocked(thread, Op::kCondWake, kCondition, kMutex);
    return wait;
  }
  Finding judge() {
    const auto findings = trace_.judge(RaceDetector::kNone);
    return findings.empty() ? Finding{} : findings[0];
  }

  Trace trace_;
};

TEST_F(LostWakeup, TheFlagWasSetBetweenCheckAndWait) {
  trace_.lock(1, kMutex);
  trace_.read(1, kFlag, 0);
  trace_.write(2, kFlag, 1);
  const auto signal = trace_.signal(2, kCondition, 0);
  trace_.end(2);
  const auto wait = wait_for_ever();
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kLostWakeup);
  EXPECT_EQ(finding.steps, (Steps{signal, wait}));
  EXPECT_EQ(finding.threads, (std::vector<unsigned>{1, 2}));
  EXPECT_EQ(finding.object, kCondition);
  EXPECT_EQ(finding.detail,
            "thread 2 signalled when nobody waited, before thread 1 began to "
            "wait for ever");
}

TEST_F(LostWakeup, TheWaiterDidNotCheckAtAll) {
  trace_.lock(2, kMutex);
  trace_.write(2, kFlag, 1);
  trace_.signal(2, kCondition, 0);
  trace_.unlock(2, kMutex);
  trace_.end(2);
  trace_.lock(1, kMutex);
  wait_for_ever();
  EXPECT_EQ(judge().verdict, Verdict::kLostWakeup);
}

TEST_F(LostWakeup, TheSignalCameBeforeTheWaiterLived) {
  Trace trace;
  trace.signal(0, kCondition, 0);
  trace.start(0, 1);
  trace.lock(1, kMutex);
  trace.wait(1, kCondition, kMutex);
  trace.blocked(1, Op::kCondWake, kCondition, kMutex);
  trace.blocked(0, Op::kThreadJoin, thread_object(1));
  EXPECT_EQ(verdicts(trace.judge()), "lost_wakeup");
}

TEST_F(LostWakeup, ABroadcastCanBeLostToo) {
  trace_.lock(1, kMutex);
  trace_.add(2, Op::kCondBroadcast, kCondition, {.value = 0});
  trace_.end(2);
  wait_for_ever();
  EXPECT_EQ(judge().verdict, Verdict::kLostWakeup);
}

TEST_F(LostWakeup, WhatTheParentPreparedIsNoCheck) {
  Trace trace;
  trace.write(0, kCount);  // a capture, read by the thread as it starts
  trace.start(0, 1);
  trace.signal(0, kCondition, 0);
  trace.read(1, kCount);
  trace.lock(1, kMutex);
  trace.wait(1, kCondition, kMutex);
  trace.blocked(1, Op::kCondWake, kCondition, kMutex);
  trace.blocked(0, Op::kThreadJoin, thread_object(1));
  EXPECT_EQ(verdicts(trace.judge()), "lost_wakeup");
}

TEST_F(LostWakeup, TheSignalPrecededTheChange) {
  const auto signal = trace_.signal(2, kCondition, 0);
  trace_.write(2, kCount);
  trace_.lock(1, kMutex);
  trace_.read(1, kCount);
  trace_.read(1, kFlag, 0);
  const auto wait = wait_for_ever();
  trace_.write(2, kFlag, 1);
  trace_.end(2);
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kLostWakeup);
  EXPECT_EQ(finding.steps, (Steps{signal, wait}));
}

TEST_F(LostWakeup, TheChangeCameAfterACheckThatSawSomething) {
  trace_.write(2, kFlag, 0);
  trace_.signal(2, kCondition, 0);
  trace_.lock(1, kMutex);
  trace_.read(1, kFlag, 0);
  wait_for_ever();
  trace_.write(2, kFlag, 1);
  trace_.end(2);
  EXPECT_EQ(judge().detail,
            "thread 2 signalled before it changed what thread 1 waits for");
}

// A queue that is closed: the change has a signal of its own.
TEST_F(LostWakeup, ASignalBeforeTheChangeIsNotTooEarlyIfOneFollows) {
  trace_.start(0, 3);
  trace_.write(2, kCount, 1);
  trace_.signal(2, kCondition, 0);
  trace_.lock(1, kMutex);
  trace_.read(1, kCount, 0);
  trace_.read(1, kFlag, 0);
  wait_for_ever();
  trace_.lock(3, kMutex);
  trace_.wait(3, kCondition, kMutex);
  trace_.write(2, kFlag, 1);
  const auto signal = trace_.signal(2, kCondition, 1);
  trace_.end(2);
  trace_.wake(3, kCondition, kMutex, signal);
  trace_.read(3, kFlag, 1);
  trace_.unlock(3, kMutex);
  trace_.end(3);
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

TEST_F(LostWakeup, TheWaiterTookTheSignalTooEarly) {
  trace_.lock(1, kMutex);
  trace_.wait(1, kCondition, kMutex);
  const auto signal = trace_.signal(2, kCondition, 1);
  trace_.wake(1, kCondition, kMutex, signal);
  trace_.read(1, kFlag, 0);
  const auto wait = wait_for_ever();
  trace_.write(2, kFlag, 1);
  trace_.end(2);
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kLostWakeup);
  EXPECT_EQ(finding.steps, (Steps{signal, wait}));
}

TEST_F(LostWakeup, ASignalThatServedIsNotMissed) {
  trace_.lock(1, kMutex);
  trace_.wait(1, kCondition, kMutex);
  const auto signal = trace_.signal(2, kCondition, 1);
  trace_.wake(1, kCondition, kMutex, signal);
  trace_.read(1, kFlag, 1);
  trace_.write(1, kFlag, 0);
  wait_for_ever();
  trace_.write(2, kFlag, 1);  // and no signal: that was forgotten
  trace_.end(2);
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

TEST_F(LostWakeup, AConditionNeverSignalledIsADeadlock) {
  trace_.lock(1, kMutex);
  trace_.read(1, kFlag, 0);
  trace_.write(2, kFlag, 1);
  trace_.end(2);
  wait_for_ever();
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

TEST_F(LostWakeup, AnotherConditionsSignalIsADeadlock) {
  trace_.lock(1, kMutex);
  trace_.signal(2, global(9), 0);
  trace_.end(2);
  wait_for_ever();
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

TEST_F(LostWakeup, AConsumerThatLookedAndFoundNothingIsADeadlock) {
  trace_.lock(2, kMutex);
  trace_.write(2, kCount, 1);
  trace_.signal(2, kCondition, 0);  // nobody waits yet
  trace_.unlock(2, kMutex);
  trace_.end(2);
  trace_.lock(1, kMutex);
  trace_.read(1, kCount, 1);
  trace_.write(1, kCount, 0);  // takes the only one
  trace_.unlock(1, kMutex);
  trace_.lock(1, kMutex);
  trace_.read(1, kCount, 0);
  wait_for_ever();
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

TEST_F(LostWakeup, ASignalThatSomebodyUsedIsADeadlock) {
  trace_.lock(1, kMutex);
  trace_.wait(1, kCondition, kMutex);
  const auto signal = trace_.signal(2, kCondition, 1);
  trace_.end(2);
  trace_.wake(1, kCondition, kMutex, signal);
  trace_.write(1, kCount, 0);
  wait_for_ever();
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

TEST_F(LostWakeup, ACycleOfLocksComesFirst) {
  trace_.signal(2, kCondition, 0);
  trace_.lock(1, kMutex);
  wait_for_ever();
  trace_.lock(2, global(7));
  trace_.blocked(2, Op::kMutexLock, global(7));
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

// Threads 1 and 3 wait on one condition; 3 takes the signal.
class WrongWaiter : public LostWakeup {
 protected:
  WrongWaiter() {
    trace_.start(0, 3);
    trace_.lock(1, kMutex);
    trace_.read(1, kFlag, 0);
    wait_ = wait_for_ever(1);
    trace_.lock(3, kMutex);
    trace_.wait(3, kCondition, kMutex);
    trace_.write(2, kFlag, 1);
  }

  std::uint32_t wait_ = 0;
};

TEST_F(WrongWaiter, WentBackToWait) {
  const auto signal = trace_.signal(2, kCondition, 1);
  trace_.end(2);
  const auto wake = trace_.wake(3, kCondition, kMutex, signal);
  trace_.read(3, kCount, 0);
  trace_.write(3, make_object(Place::kStack, 3, 64));
  wait_for_ever(3);
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kLostWakeup);
  EXPECT_EQ(finding.steps, (Steps{signal, wait_, wake}));
  EXPECT_EQ(finding.detail,
            "thread 3 took the signal that thread 1 needed, and went back to "
            "wait");
}

TEST_F(WrongWaiter, UsedTheSignal) {
  const auto signal = trace_.signal(2, kCondition, 1);
  trace_.end(2);
  trace_.wake(3, kCondition, kMutex, signal);
  trace_.write(3, kCount, 0);
  wait_for_ever(3);
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

TEST_F(WrongWaiter, EndedAfterTheSignal) {
  const auto signal = trace_.signal(2, kCondition, 1);
  trace_.end(2);
  trace_.wake(3, kCondition, kMutex, signal);
  trace_.unlock(3, kMutex);
  trace_.end(3);
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

TEST_F(LostWakeup, AFutexWakeCanComeBeforeTheChange) {
  trace_.add(2, Op::kFutexWake, kFlag, {.value = 0});
  trace_.add(1, Op::kFutexWait, kFlag, {.value = 0});
  trace_.blocked(1, Op::kFutexWoken, kFlag);
  trace_.atomic(2, Op::kAtomicStore, kFlag, __ATOMIC_SEQ_CST);
  trace_.end(2);
  EXPECT_EQ(judge().verdict, Verdict::kLostWakeup);
}

// What std::atomic's notify_one() and wait() do.
TEST_F(LostWakeup, ANotificationThatFoundNoWaiterCanBeTooEarly) {
  const auto notify =
      trace_.atomic(2, Op::kAtomicLoad, kCount, __ATOMIC_ACQUIRE);
  trace_.atomic(1, Op::kAtomicLoad, kFlag, __ATOMIC_SEQ_CST);
  trace_.add(1, Op::kAtomicUpdate, kCount, {.value = 1, .size = 4});
  const auto wait = trace_.add(1, Op::kFutexWait, kFlag, {.value = 0});
  trace_.blocked(1, Op::kFutexWoken, kFlag);
  trace_.atomic(2, Op::kAtomicStore, kFlag, __ATOMIC_SEQ_CST);
  trace_.end(2);
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kLostWakeup);
  EXPECT_EQ(finding.steps, (Steps{notify, wait}));
  EXPECT_EQ(finding.object, kFlag);
}

TEST_F(LostWakeup, ANotificationAfterTheChangeIsNotTooEarly) {
  trace_.atomic(2, Op::kAtomicUpdate, kFlag, __ATOMIC_RELEASE);
  trace_.atomic(2, Op::kAtomicLoad, kCount, __ATOMIC_ACQUIRE);
  trace_.end(2);
  trace_.atomic(1, Op::kAtomicUpdate, kFlag, __ATOMIC_ACQUIRE);  // takes it
  trace_.atomic(1, Op::kAtomicLoad, kFlag, __ATOMIC_ACQUIRE);
  trace_.add(1, Op::kAtomicUpdate, kCount, {.value = 1, .size = 4});
  trace_.add(1, Op::kFutexWait, kFlag, {.value = 0});
  trace_.blocked(1, Op::kFutexWoken, kFlag);
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

TEST_F(LostWakeup, AFutexWaitChecksItsWord) {
  trace_.atomic(2, Op::kAtomicStore, kFlag, __ATOMIC_SEQ_CST);
  trace_.add(2, Op::kFutexWake, kFlag, {.value = 0});
  trace_.end(2);
  trace_.add(1, Op::kFutexWait, kFlag, {.value = 0});
  trace_.blocked(1, Op::kFutexWoken, kFlag);
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

// As many signals as looks: a search for each pair would never end.
TEST_F(LostWakeup, ALongRunIsLookedThroughInTime) {
  constexpr int kRounds = 20'000;
  trace_.write(2, kFlag, 1);
  for (int i = 0; i < kRounds; ++i) {
    trace_.signal(2, kCondition, 0);
    trace_.read(1, kFlag, 0);
    trace_.write(0, kCount, 1);
  }
  trace_.end(2);
  wait_for_ever();
  EXPECT_EQ(judge().verdict, Verdict::kDeadlock);
}

}  // namespace
}  // namespace interleave
