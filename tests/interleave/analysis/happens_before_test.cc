// Every edge of happens-before silences a race, and what is no edge does not.
#include <gtest/gtest.h>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kData = global(0);
constexpr std::uint64_t kSync = global(1);
constexpr std::uint64_t kMutex = global(2);

// Thread 1 writes, something happens, thread 2 reads.
std::string judge_between(void (*between)(Trace&)) {
  Trace trace;
  trace.start(0, 1);
  trace.start(0, 2);
  trace.write(1, kData);
  between(trace);
  trace.read(2, kData);
  return verdicts(trace.judge());
}

#define EXPECT_ORDERED(...) \
  EXPECT_EQ(judge_between([](Trace& t) { __VA_ARGS__ }), "")
#define EXPECT_RACE(...) \
  EXPECT_EQ(judge_between([](Trace& t) { __VA_ARGS__ }), "data_race")

TEST(HappensBefore, AccessesWithoutAnEdgeRace) {
  EXPECT_RACE(static_cast<void>(t););
}

TEST(HappensBefore, CreationOrdersTheCreatorsPast) {
  Trace trace;
  trace.write(0, kData);
  trace.start(0, 1);
  trace.read(1, kData);
  EXPECT_EQ(verdicts(trace.judge()), "");
}

TEST(HappensBefore, CreationDoesNotOrderTheCreatorsFuture) {
  Trace trace;
  trace.start(0, 1);
  trace.write(0, kData);
  trace.read(1, kData);
  EXPECT_EQ(verdicts(trace.judge()), "data_race");
}

TEST(HappensBefore, JoinOrdersTheJoinedThread) {
  EXPECT_ORDERED(t.end(1); t.join(2, 1););
  EXPECT_RACE(t.end(1););
}

TEST(HappensBefore, AJoinThatFailedOrdersNothing) {
  EXPECT_RACE(t.unlock(1, kMutex); t.add(2, Op::kThreadJoin, thread_object(1),
                                         {.value = ETIMEDOUT}););
}

TEST(HappensBefore, AMutexOrdersItsHolders) {
  EXPECT_ORDERED(t.unlock(1, kMutex); t.lock(2, kMutex););
  EXPECT_ORDERED(t.unlock(1, kMutex); t.try_lock(2, kMutex););
  EXPECT_ORDERED(t.unlock(1, kMutex); t.add(2, Op::kMutexTimedLock, kMutex););
}

TEST(HappensBefore, AMutexOrdersNothingElse) {
  EXPECT_RACE(t.unlock(1, kMutex); t.lock(2, global(3)););
  EXPECT_RACE(t.unlock(1, kMutex); t.try_lock(2, kMutex, EBUSY););
  EXPECT_RACE(t.lock(2, kMutex); t.unlock(1, kMutex););
  EXPECT_RACE(t.lock(1, kMutex); t.lock(2, kMutex););
}

TEST(HappensBefore, AChainOfMutexesOrders) {
  EXPECT_ORDERED(t.unlock(1, kMutex); t.lock(0, kMutex); t.unlock(0, kSync);
                 t.lock(2, kSync););
}

TEST(HappensBefore, ASpinLockOrdersItsHolders) {
  EXPECT_ORDERED(t.add(1, Op::kSpinUnlock, kSync);
                 t.add(2, Op::kSpinLock, kSync););
  EXPECT_ORDERED(t.add(1, Op::kSpinUnlock, kSync);
                 t.add(2, Op::kSpinTryLock, kSync););
}

TEST(HappensBefore, AWriterOrdersReadersAndWriters) {
  EXPECT_ORDERED(t.add(1, Op::kWriteUnlock, kSync);
                 t.add(2, Op::kReadLock, kSync););
  EXPECT_ORDERED(t.add(1, Op::kWriteUnlock, kSync);
                 t.add(2, Op::kReadTryLock, kSync););
  EXPECT_ORDERED(t.add(1, Op::kWriteUnlock, kSync);
                 t.add(2, Op::kWriteTryLock, kSync););
}

TEST(HappensBefore, AReaderOrdersWritersOnly) {
  EXPECT_ORDERED(t.add(1, Op::kReadUnlock, kSync);
                 t.add(2, Op::kWriteLock, kSync););
  EXPECT_RACE(t.add(1, Op::kReadUnlock, kSync);
              t.add(2, Op::kReadLock, kSync););
}

TEST(HappensBefore, WaitingReleasesTheMutex) {
  EXPECT_ORDERED(t.wait(1, kSync, kMutex); t.lock(2, kMutex););
}

TEST(HappensBefore, WakingAcquiresTheMutex) {
  EXPECT_ORDERED(t.unlock(1, kMutex); t.add(2, Op::kCondWake, kSync,
                                            {.value = 1, .extra = kMutex}););
}

TEST(HappensBefore, ASignalOrdersTheWakeUpItCaused) {
  EXPECT_ORDERED(const auto signal = t.signal(1, kSync, 1);
                 t.wake(2, kSync, kMutex, signal););
  EXPECT_ORDERED(const auto all =
                     t.add(1, Op::kCondBroadcast, kSync, {.value = 1});
                 t.wake(2, kSync, kMutex, all););
  EXPECT_RACE(t.signal(1, kSync, 1); t.wake(2, kSync, kMutex, kNoStep););
}

TEST(HappensBefore, WhatFollowsTheSignalIsNotOrdered) {
  Trace trace;
  trace.start(0, 1);
  trace.start(0, 2);
  const auto signal = trace.signal(1, kSync, 1);
  trace.write(1, kData);
  trace.wake(2, kSync, kMutex, signal);
  trace.read(2, kData);
  EXPECT_EQ(verdicts(trace.judge()), "data_race");
}

TEST(HappensBefore, APostOrdersALaterWait) {
  EXPECT_ORDERED(t.add(1, Op::kSemPost, kSync); t.add(2, Op::kSemWait, kSync););
  EXPECT_ORDERED(t.add(1, Op::kSemPost, kSync);
                 t.add(2, Op::kSemTryWait, kSync););
  EXPECT_ORDERED(t.add(1, Op::kSemPost, kSync); t.add(0, Op::kSemPost, kSync);
                 t.add(2, Op::kSemTimedWait, kSync););
}

TEST(HappensBefore, AWaitThatFailedOrdersNothing) {
  EXPECT_RACE(t.add(1, Op::kSemPost, kSync);
              t.add(2, Op::kSemTryWait, kSync, {.value = EAGAIN}););
  EXPECT_RACE(t.add(2, Op::kSemWait, kSync); t.add(1, Op::kSemPost, kSync););
}

std::uint32_t arrive(Trace& t, unsigned thread, unsigned arrived) {
  return t.add(thread, Op::kBarrierArrive, kSync, {.value = arrived});
}
void leave(Trace& t, unsigned thread, std::uint32_t last) {
  t.add(thread, Op::kBarrierLeave, kSync, {.partner = last});
}

TEST(HappensBefore, ABarrierOrdersAllArrivals) {
  EXPECT_ORDERED(arrive(t, 1, 1); arrive(t, 2, 2);
                 leave(t, 2, arrive(t, 0, 3)););
  EXPECT_ORDERED(arrive(t, 2, 1); leave(t, 2, arrive(t, 1, 2)););
  EXPECT_RACE(arrive(t, 1, 1); arrive(t, 0, 2););
}

TEST(HappensBefore, ABarrierDoesNotOrderTheNextRound) {
  Trace trace;
  trace.start(0, 1);
  const auto last = (arrive(trace, 0, 1), arrive(trace, 1, 2));
  leave(trace, 1, last);
  trace.write(1, kData);
  arrive(trace, 1, 1);
  leave(trace, 0, last);
  trace.read(0, kData);
  EXPECT_EQ(verdicts(trace.judge()), "data_race");
}

TEST(HappensBefore, ABarriersRoundsDoNotMix) {
  Trace trace;
  trace.start(0, 1);
  trace.start(0, 2);
  trace.start(0, 3);
  trace.write(1, kData);
  arrive(trace, 1, 1);
  arrive(trace, 2, 2);
  arrive(trace, 0, 1);
  leave(trace, 3, arrive(trace, 3, 2));
  trace.read(3, kData);
  EXPECT_EQ(verdicts(trace.judge()), "data_race");
}

TEST(HappensBefore, OnceOrdersItsRoutineBeforeLaterCallers) {
  EXPECT_ORDERED(t.add(1, Op::kOnceEnd, kSync);
                 t.add(2, Op::kOnceBegin, kSync, {.value = 0}););
  // The routine threw, and another caller tries again.
  EXPECT_ORDERED(t.add(1, Op::kOnceEnd, kSync);
                 t.add(2, Op::kOnceBegin, kSync, {.value = 1}););
}

TEST(HappensBefore, AWriteToADescriptorOrdersWhoReadsIt) {
  EXPECT_ORDERED(
      const auto sent = t.add(1, Op::kDescriptorWrite, descriptor(4));
      t.add(2, Op::kDescriptorRead, descriptor(3), {.partner = sent}););
  EXPECT_ORDERED(
      const auto sent = t.add(1, Op::kShutdown, descriptor(4));
      t.add(2, Op::kDescriptorRead, descriptor(3), {.partner = sent}););
  EXPECT_ORDERED(const auto sent = t.add(1, Op::kConnect, descriptor(4));
                 t.add(2, Op::kAccept, descriptor(3), {.partner = sent}););
  EXPECT_ORDERED(const auto sent = t.add(1, Op::kClientSend, descriptor(4));
                 t.add(2, Op::kPoll, 0, {.partner = sent}););
  EXPECT_RACE(t.add(1, Op::kDescriptorWrite, descriptor(4));
              t.add(2, Op::kDescriptorRead, descriptor(3)););
}

TEST(HappensBefore, EarlierWritesToADescriptorAreReadAsWell) {
  EXPECT_ORDERED(
      t.add(1, Op::kDescriptorWrite, descriptor(4));
      const auto last = t.add(0, Op::kDescriptorWrite, descriptor(4));
      t.add(2, Op::kDescriptorRead, descriptor(3), {.partner = last}););
}

TEST(HappensBefore, ADescriptorThatWasClosedIsAnotherOne) {
  EXPECT_RACE(t.add(1, Op::kDescriptorWrite, descriptor(4));
              t.add(0, Op::kClose, descriptor(4));
              const auto last = t.add(0, Op::kDescriptorWrite, descriptor(4));
              t.add(2, Op::kDescriptorRead, descriptor(3), {.partner = last}););
}

TEST(HappensBefore, AFutexOrdersNothing) {
  EXPECT_RACE(const auto wake = t.add(1, Op::kFutexWake, kSync, {.value = 1});
              t.add(2, Op::kFutexWoken, kSync, {.partner = wake}););
}

TEST(HappensBefore, YieldingAndSleepingOrderNothing) {
  EXPECT_RACE(t.add(1, Op::kYield); t.add(2, Op::kSleep);
              t.add(2, Op::kSleepDone););
}

// Who uses several threads' clocks needs all of them.
TEST(HappensBefore, AnAnalyserForgetsTheRunBefore) {
  Trace first;
  first.start(0, 1);
  first.start(0, 2);
  first.write(1, kData);
  first.unlock(1, kMutex);
  Trace second;
  second.start(0, 1);
  second.start(0, 2);
  second.lock(2, kMutex);
  second.read(2, kData);
  Analyser analyser(RaceDetector::kHappensBefore);
  EXPECT_EQ(verdicts(analyser.judge(first.events(), first.outcome())), "");
  EXPECT_EQ(verdicts(analyser.judge(second.events(), second.outcome())), "");
  second.write(1, kData);
  EXPECT_EQ(verdicts(analyser.judge(second.events(), second.outcome())),
            "data_race");
}

TEST(HappensBefore, RunsOfAnotherScheduleAreNotJudged) {
  for (const Ending ending : {Ending::kDiverged, Ending::kNeedThreads}) {
    Trace trace;
    trace.start(0, 1);
    trace.write(0, kData);
    trace.write(1, kData);
    trace.ends_with(ending, 0);
    EXPECT_EQ(verdicts(trace.judge()), "");
  }
}

}  // namespace
}  // namespace interleave
