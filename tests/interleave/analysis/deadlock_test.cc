// Runs that ended because nobody could go on.
#include <gtest/gtest.h>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kA = global(0);
constexpr std::uint64_t kB = global(1);
constexpr std::uint64_t kCondition = global(2);

class Deadlock : public ::testing::Test {
 protected:
  Deadlock() {
    trace_.start(0, 1);
    trace_.start(0, 2);
    trace_.blocked(0, Op::kThreadJoin, thread_object(1));
  }

  Finding judge() {
    const auto findings = trace_.judge(RaceDetector::kNone);
    return findings.empty() ? Finding{} : findings[0];
  }

  Trace trace_;
};

using Steps = std::vector<std::uint32_t>;
using Threads = std::vector<unsigned>;

TEST_F(Deadlock, TwoThreadsHoldWhatTheOtherWants) {
  const auto a = trace_.lock(1, kA);
  const auto b = trace_.lock(2, kB);
  trace_.blocked(1, Op::kMutexLock, kB);
  trace_.blocked(2, Op::kMutexLock, kA);
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kDeadlock);
  EXPECT_TRUE(finding.cycle);
  EXPECT_EQ(finding.threads, (Threads{1, 2}));
  EXPECT_EQ(finding.steps, (Steps{a, b}));
  EXPECT_EQ(finding.detail,
            "thread 1 wants a lock that thread 2 holds and thread 2 wants a "
            "lock that thread 1 holds");
}

TEST_F(Deadlock, AThreadWantsWhatItHolds) {
  const auto a = trace_.lock(1, kA);
  trace_.end(2);
  trace_.blocked(1, Op::kMutexLock, kA);
  const Finding finding = judge();
  EXPECT_EQ(finding.threads, (Threads{1}));
  EXPECT_EQ(finding.steps, (Steps{a}));
  EXPECT_EQ(finding.detail, "thread 1 wants a lock that it holds itself");
}

TEST_F(Deadlock, AReaderWantsToWrite) {
  trace_.add(1, Op::kReadLock, kA);
  trace_.add(2, Op::kReadLock, kA);
  trace_.end(2);
  trace_.blocked(1, Op::kWriteLock, kA);
  EXPECT_EQ(judge().detail, "thread 1 wants a lock that it holds itself");
}

TEST_F(Deadlock, TwoReadersWantToWrite) {
  trace_.add(1, Op::kReadLock, kA);
  trace_.add(2, Op::kReadLock, kB);
  trace_.blocked(1, Op::kWriteLock, kB);
  trace_.blocked(2, Op::kWriteLock, kA);
  EXPECT_EQ(judge().threads, (Threads{1, 2}));
}

TEST_F(Deadlock, AJoinIsPartOfACycle) {
  const auto a = trace_.lock(0, kA);
  trace_.end(2);
  trace_.blocked(1, Op::kMutexLock, kA);
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kDeadlock);
  EXPECT_EQ(finding.threads, (Threads{0, 1}));
  EXPECT_EQ(finding.steps, (Steps{a, 1}));
  EXPECT_EQ(finding.detail,
            "thread 0 (main) waits for thread 1 to end and thread 1 wants a "
            "lock that thread 0 (main) holds");
}

TEST_F(Deadlock, ThreadsJoinEachOther) {
  trace_.blocked(1, Op::kThreadJoin, thread_object(2));
  trace_.blocked(2, Op::kThreadJoin, thread_object(1));
  EXPECT_EQ(judge().threads, (Threads{1, 2}));
}

TEST_F(Deadlock, AThreadJoinsItself) {
  trace_.end(2);
  trace_.blocked(1, Op::kThreadJoin, thread_object(1));
  EXPECT_EQ(judge().detail, "thread 1 waits for its own end");
}

TEST_F(Deadlock, AOnceRoutineWaitsForItself) {
  const auto once = trace_.add(1, Op::kOnceBegin, kA, {.value = 1});
  trace_.blocked(1, Op::kOnceBegin, kA);
  trace_.end(2);
  const Finding finding = judge();
  EXPECT_EQ(finding.threads, (Threads{1}));
  EXPECT_EQ(finding.steps, (Steps{once}));
}

TEST_F(Deadlock, ALockHeldByAThreadThatEnded) {
  const auto taken = trace_.lock(2, kA);
  trace_.end(2);
  trace_.blocked(1, Op::kMutexLock, kA);
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kDeadlock);
  EXPECT_FALSE(finding.cycle);
  EXPECT_EQ(finding.threads, (Threads{1}));
  EXPECT_EQ(finding.steps, (Steps{taken}));
  EXPECT_EQ(finding.detail,
            "thread 0 (main) waits for thread 1 to end and thread 1 wants a "
            "lock that thread 2 held when it ended");
}

TEST_F(Deadlock, ALockThatWasGivenBackIsNotHeld) {
  trace_.lock(1, kA);
  trace_.unlock(1, kA);
  trace_.lock(2, kA);
  trace_.blocked(1, Op::kMutexLock, kA);
  trace_.blocked(2, Op::kSemWait, kB);
  EXPECT_EQ(judge().threads, (Threads{2}));
}

TEST_F(Deadlock, AWaitGivesTheMutexBack) {
  trace_.lock(1, kA);
  trace_.wait(1, kCondition, kA);
  trace_.lock(2, kA);
  trace_.blocked(1, Op::kCondWake, kCondition, kA);
  trace_.blocked(2, Op::kThreadJoin, thread_object(1));
  EXPECT_EQ(judge().detail,
            "thread 0 (main) waits for thread 1 to end, thread 1 waits on a "
            "condition and thread 2 waits for thread 1 to end");
}

TEST_F(Deadlock, ASignalledWaiterWantsItsMutex) {
  trace_.lock(1, kA);
  trace_.wait(1, kCondition, kA);
  const auto taken = trace_.lock(2, kA);
  trace_.signal(2, kCondition, 1);
  trace_.blocked(1, Op::kCondWake, kCondition, kA);
  trace_.blocked(2, Op::kThreadJoin, thread_object(1));
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kDeadlock);
  EXPECT_EQ(finding.threads, (Threads{1, 2}));
  EXPECT_EQ(finding.steps[1], taken);
}

TEST_F(Deadlock, ABroadcastReachesEveryWaiter) {
  trace_.lock(1, kA);
  trace_.wait(1, kCondition, kA);
  trace_.lock(0, kA);
  trace_.wait(0, kCondition, kA);
  trace_.lock(2, kA);
  const auto all = trace_.add(2, Op::kCondBroadcast, kCondition, {.value = 2});
  trace_.unlock(2, kA);
  trace_.wake(0, kCondition, kA, all);
  trace_.blocked(0, Op::kThreadJoin, thread_object(1));
  trace_.blocked(1, Op::kCondWake, kCondition, kA);
  trace_.lock(0, kB);
  trace_.end(2);
  EXPECT_EQ(judge().detail,
            "thread 0 (main) waits for thread 1 to end and thread 1 wants a "
            "lock that thread 0 (main) holds");
}

TEST_F(Deadlock, EverybodyWaitsForAnEvent) {
  trace_.blocked(1, Op::kSemWait, kA);
  trace_.blocked(2, Op::kBarrierLeave, kB);
  EXPECT_FALSE(judge().cycle);
  EXPECT_EQ(judge().threads, (Threads{1, 2}));
  EXPECT_EQ(judge().detail,
            "thread 0 (main) waits for thread 1 to end, thread 1 waits on a "
            "semaphore and thread 2 waits at a barrier");
}

TEST_F(Deadlock, AServerAndItsClientWaitForEachOther) {
  trace_.blocked(0, Op::kDescriptorRead, descriptor(4));
  trace_.end(1);
  trace_.end(2);
  trace_.add(3, Op::kClientConnect, descriptor(3));
  trace_.blocked(3, Op::kClientExpect, descriptor(3));
  trace_.outcome().ends[3].client = true;
  EXPECT_EQ(judge().detail,
            "thread 0 (main) waits for something to read and client 1 waits "
            "for an answer");
}

TEST_F(Deadlock, AnotherDeadlockHasAnotherIdentity) {
  trace_.lock(1, kA);
  trace_.lock(2, kB);
  trace_.blocked(1, Op::kMutexLock, kB);
  trace_.blocked(2, Op::kMutexLock, kA);
  const std::string one = identity(judge(), trace_.events());
  trace_.unlock(1, kA);
  trace_.lock(1, kA);
  EXPECT_NE(identity(judge(), trace_.events()), one);
}

TEST_F(Deadlock, WaitingForMoreClientsIsFine) {
  trace_.blocked(0, Op::kAccept, descriptor(3));
  trace_.ends_with(Ending::kQuiet, 0);
  EXPECT_EQ(judge().verdict, Verdict::kNone);
}

}  // namespace
}  // namespace interleave
