// The lock discipline, and what it warns about although it is fine.
#include <gtest/gtest.h>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kData = global(0);
constexpr std::uint64_t kMutex = global(1);
constexpr std::uint64_t kOther = global(2);

class Lockset : public ::testing::Test {
 protected:
  Lockset() {
    trace_.start(0, 1);
    trace_.start(0, 2);
  }

  void locked_write(unsigned thread, std::uint64_t mutex) {
    trace_.lock(thread, mutex);
    trace_.write(thread, kData);
    trace_.unlock(thread, mutex);
  }
  std::string judge() { return verdicts(trace_.judge(RaceDetector::kLockset)); }

  Trace trace_;
};

TEST_F(Lockset, OneLockForAllIsFine) {
  locked_write(1, kMutex);
  locked_write(2, kMutex);
  locked_write(1, kMutex);
  EXPECT_EQ(judge(), "");
}

TEST_F(Lockset, NoRangeIsTooLong) {
  trace_.add(1, Op::kWriteRange, kData + 3, {.extra = ~std::uint64_t{0}});
  trace_.add(1, Op::kAllocate, kData, {.extra = ~std::uint64_t{0}});
  trace_.add(1, Op::kWriteRange, kData, {.extra = ~std::uint64_t{0}});
  trace_.write(2, kData);
  EXPECT_EQ(judge(), "data_race");
}

TEST_F(Lockset, DifferentLocksDoNotProtect) {
  locked_write(1, kMutex);
  locked_write(2, kOther);
  locked_write(1, kMutex);
  EXPECT_EQ(judge(), "data_race");
}

TEST_F(Lockset, NoLockDoesNotProtect) {
  const auto first = trace_.write(1, kData);
  const auto second = trace_.write(2, kData);
  const auto findings = trace_.judge(RaceDetector::kLockset);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].steps, (std::vector<std::uint32_t>{first, second}));
  EXPECT_EQ(findings[0].detail,
            "write of 4 bytes and write of 4 bytes that no one lock protects");
}

TEST_F(Lockset, OneThreadNeedsNoLock) {
  trace_.write(1, kData);
  trace_.write(1, kData);
  EXPECT_EQ(judge(), "");
}

TEST_F(Lockset, ReadingAfterInitialisationIsFine) {
  trace_.write(0, kData);
  trace_.read(1, kData);
  trace_.read(2, kData);
  EXPECT_EQ(judge(), "");
}

TEST_F(Lockset, AWriteAfterSharedReadsNeedsTheLock) {
  trace_.write(0, kData);
  trace_.read(1, kData);
  trace_.lock(2, kMutex);
  trace_.write(2, kData);
  EXPECT_EQ(judge(), "data_race");
}

TEST_F(Lockset, NeighboursAreKeptApart) {
  trace_.write(1, kData);
  trace_.write(2, kData + 4);
  EXPECT_EQ(judge(), "");
}

TEST_F(Lockset, TheScheduleDoesNotMatter) {
  trace_.write(1, kData);
  trace_.unlock(1, kMutex);  // orders the two accesses in this run
  trace_.lock(2, kMutex);
  trace_.unlock(2, kMutex);
  trace_.write(2, kData);
  EXPECT_EQ(judge(), "data_race");
  EXPECT_EQ(verdicts(trace_.judge(RaceDetector::kHappensBefore)), "");
}

TEST_F(Lockset, ForkAndJoinAreWarnedAbout) {
  trace_.write(1, kData);
  trace_.end(1);
  trace_.join(0, 1);
  trace_.write(0, kData);
  EXPECT_EQ(judge(), "data_race");
  EXPECT_EQ(verdicts(trace_.judge(RaceDetector::kHappensBefore)), "");
}

TEST_F(Lockset, AReadLockProtectsReadsOnly) {
  const auto under_read_lock = [&](unsigned thread, Op op) {
    trace_.add(thread, Op::kReadLock, kMutex);
    trace_.add(thread, op, kData, {.size = 4});
    trace_.add(thread, Op::kReadUnlock, kMutex);
  };
  trace_.add(1, Op::kWriteLock, kMutex);
  trace_.write(1, kData);
  trace_.add(1, Op::kWriteUnlock, kMutex);
  under_read_lock(2, Op::kRead);
  under_read_lock(0, Op::kRead);
  EXPECT_EQ(judge(), "");
  under_read_lock(2, Op::kWrite);
  EXPECT_EQ(judge(), "data_race");
}

TEST_F(Lockset, AtomicsProtectEachOther) {
  trace_.atomic(1, Op::kAtomicUpdate, kData, __ATOMIC_RELAXED);
  trace_.atomic(2, Op::kAtomicUpdate, kData, __ATOMIC_RELAXED);
  EXPECT_EQ(judge(), "");
  trace_.write(1, kData);
  EXPECT_EQ(judge(), "data_race");
}

TEST_F(Lockset, WaitingReleasesTheLock) {
  locked_write(1, kMutex);
  trace_.lock(2, kMutex);
  trace_.wait(2, kOther, kMutex);
  trace_.write(2, kData);
  EXPECT_EQ(judge(), "data_race");
}

TEST_F(Lockset, WakingTakesTheLock) {
  locked_write(1, kMutex);
  trace_.wake(2, kOther, kMutex, kNoStep);
  trace_.write(2, kData);
  EXPECT_EQ(judge(), "");
}

TEST_F(Lockset, ANewBlockHasNoHistory) {
  trace_.write(1, heap(0));
  trace_.add(2, Op::kAllocate, heap(0), {.extra = 8});
  trace_.write(2, heap(0));
  EXPECT_EQ(judge(), "");
}

TEST_F(Lockset, ManyLocksAreToldApart) {
  for (unsigned i = 0; i < 40; ++i) {
    trace_.lock(0, global(100 + i));
    trace_.write(0, global(50));
    trace_.unlock(0, global(100 + i));
  }
  locked_write(1, global(110));
  locked_write(2, global(120));
  locked_write(1, global(110));
  EXPECT_EQ(judge(), "data_race");
}

}  // namespace
}  // namespace interleave
