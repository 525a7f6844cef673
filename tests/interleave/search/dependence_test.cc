#include "labs/interleave/runtime/dependence.hh"

#include <gtest/gtest.h>

namespace interleave {
namespace {

// Extent 1 unless given: a lock, a thread, one byte.
constexpr bool depend(Op a, std::uint64_t x, Op b, std::uint64_t y,
                      std::uint64_t a_extent = 1, std::uint64_t b_extent = 1) {
  const bool forth = dependent(a, x, a_extent, b, y, b_extent);
  const bool back = dependent(b, y, b_extent, a, x, a_extent);
  return forth && back;
}

TEST(Dependence, MemoryNeedsOverlapAndAWrite) {
  EXPECT_TRUE(depend(Op::kRead, 100, Op::kWrite, 103, 4, 1));
  EXPECT_FALSE(depend(Op::kRead, 100, Op::kWrite, 104, 4, 1));
  EXPECT_FALSE(depend(Op::kRead, 100, Op::kAtomicLoad, 100, 4, 4));
  EXPECT_TRUE(depend(Op::kAtomicUpdate, 100, Op::kAtomicCompareFail, 100));
  EXPECT_TRUE(depend(Op::kWriteRange, 100, Op::kReadRange, 150, 64, 8));
  EXPECT_TRUE(depend(Op::kRelease, 96, Op::kRead, 120, 32, 4));
  EXPECT_FALSE(depend(Op::kAllocate, 96, Op::kRead, 120, 32, 4));
}

// Offsets on a stack and in thread-local storage count downwards.
TEST(Dependence, ARangeOnAStackReachesUpwards) {
  for (const Place place : {Place::kStack, Place::kThreadLocal}) {
    const auto at = [place](std::uint64_t offset) {
      return make_object(place, 1, offset);
    };
    EXPECT_TRUE(depend(Op::kWriteRange, at(128), Op::kRead, at(118), 64, 1));
    EXPECT_TRUE(depend(Op::kWriteRange, at(128), Op::kRead, at(65), 64, 1));
    EXPECT_FALSE(depend(Op::kWriteRange, at(128), Op::kRead, at(64), 64, 1));
    EXPECT_FALSE(depend(Op::kWriteRange, at(128), Op::kRead, at(138), 64, 1));
    EXPECT_TRUE(depend(Op::kRead, at(128), Op::kWrite, at(125), 4, 1));
    EXPECT_TRUE(
        depend(Op::kCondWait, 8, Op::kWriteRange, at(128), at(118), 64));
  }
}

TEST(Dependence, LocksNeedTheSameObject) {
  EXPECT_TRUE(depend(Op::kMutexLock, 8, Op::kMutexUnlock, 8));
  EXPECT_FALSE(depend(Op::kMutexLock, 8, Op::kMutexLock, 16));
  EXPECT_TRUE(depend(Op::kMutexTryLock, 8, Op::kMutexLock, 8));
  EXPECT_FALSE(depend(Op::kReadLock, 8, Op::kReadLock, 8));
  EXPECT_TRUE(depend(Op::kReadLock, 8, Op::kWriteLock, 8));
  EXPECT_TRUE(depend(Op::kFutexWait, 8, Op::kAtomicStore, 8, 1, 4));
}

TEST(Dependence, WaitingActsOnTheMutexToo) {
  EXPECT_TRUE(depend(Op::kCondWait, 8, Op::kCondSignal, 8, 64));
  EXPECT_TRUE(depend(Op::kCondWait, 8, Op::kMutexLock, 64, 64));
  EXPECT_TRUE(depend(Op::kCondWake, 8, Op::kCondWait, 16, 64, 64));
  EXPECT_FALSE(depend(Op::kCondWake, 8, Op::kMutexLock, 16, 64));
}

TEST(Dependence, ThreadsDescriptorsAndTheProcess) {
  EXPECT_TRUE(depend(Op::kThreadCreate, 3, Op::kThreadBegin, 3));
  EXPECT_TRUE(depend(Op::kThreadEnd, 3, Op::kThreadJoin, 3));
  EXPECT_FALSE(depend(Op::kThreadEnd, 3, Op::kThreadJoin, 4));
  EXPECT_TRUE(depend(Op::kThreadCreate, 3, Op::kThreadCreate, 4));
  EXPECT_FALSE(depend(Op::kThreadEnd, 3, Op::kWrite, 3));
  EXPECT_TRUE(depend(Op::kDescriptorWrite, 4, Op::kDescriptorRead, 5));
  EXPECT_TRUE(depend(Op::kClientSend, 1, Op::kPoll, 0));
  EXPECT_FALSE(depend(Op::kDescriptorRead, 4, Op::kWrite, 4));
  EXPECT_TRUE(depend(Op::kProcessExit, 0, Op::kRead, 4));
  EXPECT_FALSE(depend(Op::kYield, 0, Op::kReadClock, 0));
}

}  // namespace
}  // namespace interleave
