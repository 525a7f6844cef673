// Atomics and fences order what their memory orders say.
#include <gtest/gtest.h>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kData = global(0);
constexpr std::uint64_t kFlag = global(1);
constexpr std::uint64_t kOther = global(2);

constexpr int kRelaxed = __ATOMIC_RELAXED;
constexpr int kAcquire = __ATOMIC_ACQUIRE;
constexpr int kRelease = __ATOMIC_RELEASE;

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

void store(Trace& t, unsigned thread, int order) {
  t.atomic(thread, Op::kAtomicStore, kFlag, order);
}
void load(Trace& t, unsigned thread, int order) {
  t.atomic(thread, Op::kAtomicLoad, kFlag, order);
}
void update(Trace& t, unsigned thread, int order) {
  t.atomic(thread, Op::kAtomicUpdate, kFlag, order);
}

TEST(MemoryOrder, ReleaseAndAcquireOrder) {
  EXPECT_ORDERED(store(t, 1, kRelease); load(t, 2, kAcquire););
  EXPECT_ORDERED(store(t, 1, kRelease); load(t, 2, __ATOMIC_CONSUME););
  EXPECT_ORDERED(store(t, 1, __ATOMIC_SEQ_CST); load(t, 2, __ATOMIC_SEQ_CST););
  EXPECT_ORDERED(update(t, 1, __ATOMIC_ACQ_REL);
                 update(t, 2, __ATOMIC_ACQ_REL););
  EXPECT_ORDERED(update(t, 1, kRelease);
                 t.atomic(2, Op::kAtomicCompareFail, kFlag, __ATOMIC_ACQ_REL););
}

TEST(MemoryOrder, RelaxedOrdersNothing) {
  EXPECT_RACE(store(t, 1, kRelaxed); load(t, 2, kAcquire););
  EXPECT_RACE(store(t, 1, kRelease); load(t, 2, kRelaxed););
  EXPECT_RACE(update(t, 1, kAcquire); load(t, 2, kAcquire););
  EXPECT_RACE(update(t, 1, kRelease); update(t, 2, kRelease););
}

TEST(MemoryOrder, AStoreAcquiresNothing) {
  EXPECT_RACE(store(t, 1, kRelease); store(t, 2, __ATOMIC_SEQ_CST););
}

TEST(MemoryOrder, TheAtomicStoreItselfIsOrdered) {
  Trace trace;
  trace.start(0, 1);
  store(trace, 0, kRelease);
  load(trace, 1, kAcquire);
  trace.write(1, kFlag);
  EXPECT_EQ(verdicts(trace.judge()), "");
}

TEST(MemoryOrder, FencesOfTheRunBeforeAreForgotten) {
  const auto publish = [](bool fenced) {
    Trace trace;
    trace.start(0, 1);
    trace.write(0, kData);
    if (fenced) trace.fence(0, kRelease);
    store(trace, 0, kRelaxed);
    load(trace, 1, kAcquire);
    trace.read(1, kData);
    return trace;
  };
  const Trace first = publish(true);
  Trace second;
  second.start(0, 1);
  second.start(0, 2);
  second.write(2, kData);
  second.unlock(2, global(8));  // where the fence's clock was
  store(second, 0, kRelaxed);
  load(second, 1, kAcquire);
  second.read(1, kData);
  Analyser analyser(RaceDetector::kHappensBefore);
  EXPECT_EQ(verdicts(analyser.judge(first.events(), first.outcome())), "");
  EXPECT_EQ(verdicts(analyser.judge(second.events(), second.outcome())),
            "data_race");
  EXPECT_EQ(verdicts(publish(false).judge()), "data_race");
}

TEST(MemoryOrder, AnotherAtomicOrdersNothing) {
  EXPECT_RACE(store(t, 1, kRelease);
              t.atomic(2, Op::kAtomicLoad, kOther, kAcquire););
}

TEST(MemoryOrder, AFailedExchangeReleasesNothing) {
  EXPECT_RACE(t.atomic(1, Op::kAtomicCompareFail, kFlag, __ATOMIC_SEQ_CST);
              load(t, 2, kAcquire););
}

TEST(MemoryOrder, UpdatesContinueAReleaseSequence) {
  EXPECT_ORDERED(store(t, 1, kRelease); update(t, 0, kRelaxed);
                 load(t, 2, kAcquire););
  EXPECT_ORDERED(store(t, 1, kRelease); update(t, 0, kRelease);
                 load(t, 2, kAcquire););
}

TEST(MemoryOrder, AStoreEndsAReleaseSequence) {
  EXPECT_RACE(store(t, 1, kRelease); store(t, 0, kRelaxed);
              load(t, 2, kAcquire););
  EXPECT_RACE(store(t, 1, kRelease); store(t, 0, kRelease);
              load(t, 2, kAcquire););
}

TEST(MemoryOrder, AReleaseFenceMakesALaterStoreRelease) {
  EXPECT_ORDERED(t.fence(1, kRelease); store(t, 1, kRelaxed);
                 load(t, 2, kAcquire););
  EXPECT_ORDERED(t.fence(1, __ATOMIC_SEQ_CST); update(t, 1, kRelaxed);
                 load(t, 2, kAcquire););
  EXPECT_RACE(store(t, 1, kRelaxed); t.fence(1, kRelease);
              load(t, 2, kAcquire););
  EXPECT_RACE(t.fence(1, kAcquire); store(t, 1, kRelaxed);
              load(t, 2, kAcquire););
}

TEST(MemoryOrder, AnAcquireFenceMakesAnEarlierLoadAcquire) {
  EXPECT_ORDERED(store(t, 1, kRelease); load(t, 2, kRelaxed);
                 t.fence(2, kAcquire););
  EXPECT_ORDERED(store(t, 1, kRelease); update(t, 2, kRelaxed);
                 t.fence(2, __ATOMIC_ACQ_REL););
  EXPECT_RACE(store(t, 1, kRelease); t.fence(2, kAcquire);
              load(t, 2, kRelaxed););
  EXPECT_RACE(store(t, 1, kRelease); load(t, 2, kRelaxed);
              t.fence(2, kRelease););
}

TEST(MemoryOrder, FencesOnBothSidesOrder) {
  EXPECT_ORDERED(t.fence(1, kRelease); store(t, 1, kRelaxed);
                 load(t, 2, kRelaxed); t.fence(2, kAcquire););
  EXPECT_RACE(t.fence(1, kRelease); t.fence(2, kAcquire););
}

TEST(MemoryOrder, WhatFollowsTheReleaseFenceIsNotOrdered) {
  Trace trace;
  trace.start(0, 1);
  trace.fence(0, kRelease);
  trace.write(0, kData);
  store(trace, 0, kRelaxed);
  load(trace, 1, kAcquire);
  trace.read(1, kData);
  EXPECT_EQ(verdicts(trace.judge()), "data_race");
}

}  // namespace
}  // namespace interleave
