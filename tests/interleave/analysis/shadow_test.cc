// Which accesses conflict: bytes, ranges, blocks, atomics.
#include <gtest/gtest.h>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kData = global(0);
constexpr std::uint64_t kMutex = global(2);

class Shadow : public ::testing::Test {
 protected:
  Shadow() {
    trace_.start(0, 1);
    trace_.start(0, 2);
  }

  void access(unsigned thread, Op op, std::uint64_t object, std::uint8_t size) {
    trace_.add(thread, op, object, {.size = size});
  }
  void range(unsigned thread, Op op, std::uint64_t object,
             std::uint64_t length) {
    trace_.add(thread, op, object, {.extra = length});
  }
  std::size_t races() { return trace_.judge().size(); }

  Trace trace_;
};

TEST_F(Shadow, TwoReadsDoNotRace) {
  trace_.read(1, kData);
  trace_.read(2, kData);
  EXPECT_EQ(races(), 0U);
}

TEST_F(Shadow, ARaceNamesBothSteps) {
  const auto write = trace_.write(1, kData);
  const auto read = trace_.read(2, kData);
  const auto findings = trace_.judge();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].verdict, Verdict::kDataRace);
  EXPECT_EQ(findings[0].steps, (std::vector<std::uint32_t>{write, read}));
  EXPECT_EQ(findings[0].object, kData);
  EXPECT_EQ(findings[0].detail,
            "write of 4 bytes and read of 4 bytes without order between them");
}

// A program may ask for any length: what is looked at has an end.
TEST_F(Shadow, NoRangeIsTooLong) {
  for (const std::uint64_t length :
       {~std::uint64_t{0}, std::uint64_t{1} << 40}) {
    for (const unsigned offset : {0U, 3U}) {
      range(1, Op::kWriteRange, kData + offset, length);
    }
  }
  access(2, Op::kRead, kData + 64, 4);
  EXPECT_EQ(races(), 1U);  // the last of them hides the others
}

TEST_F(Shadow, OneRaceIsReportedOnce) {
  for (int i = 0; i < 3; ++i) {
    trace_.add(1, Op::kWrite, kData, {.size = 4, .pc = 0x100});
    trace_.add(2, Op::kWrite, kData, {.size = 4, .pc = 0x200});
  }
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, OneLineCanRaceWithItself) {
  trace_.add(1, Op::kWrite, kData, {.size = 4, .pc = 0x100});
  trace_.add(2, Op::kWrite, kData, {.size = 4, .pc = 0x100});
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, NeighboursDoNotRace) {
  access(1, Op::kWrite, kData, 4);
  access(2, Op::kWrite, kData + 4, 4);
  access(1, Op::kWrite, kData + 8, 1);
  access(2, Op::kWrite, kData + 9, 1);
  EXPECT_EQ(races(), 0U);
}

TEST_F(Shadow, OverlappingBytesRace) {
  access(1, Op::kWrite, kData, 8);
  access(2, Op::kWrite, kData + 7, 1);
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, AnUnalignedAccessCoversTwoCells) {
  access(1, Op::kWrite, kData + 6, 4);
  access(2, Op::kRead, kData + 9, 1);
  access(2, Op::kRead, kData + 5, 1);
  access(2, Op::kRead, kData + 10, 1);
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, SixteenBytesAreTwoCells) {
  access(1, Op::kWrite, kData, 16);
  access(2, Op::kRead, kData + 15, 1);
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, ARangeCoversItsBytes) {
  range(1, Op::kWriteRange, kData + 3, 40);
  access(2, Op::kRead, kData + 2, 1);
  access(2, Op::kRead, kData + 43, 1);
  EXPECT_EQ(races(), 0U);
  access(2, Op::kRead, kData + 3, 1);
  access(2, Op::kRead, kData + 42, 1);
  EXPECT_EQ(races(), 2U);
}

TEST_F(Shadow, AnEmptyRangeTouchesNothing) {
  range(1, Op::kWriteRange, kData, 0);
  range(2, Op::kWriteRange, kData, 0);
  access(2, Op::kRead, kData, 4);
  EXPECT_EQ(races(), 0U);
}

TEST_F(Shadow, StackObjectsCountFromTheTop) {
  const auto at = [](std::uint64_t distance) {
    return make_object(Place::kStack, 0, distance);
  };
  access(1, Op::kWrite, at(64), 4);  // bytes at distance 64 down to 61
  access(2, Op::kWrite, at(60), 4);
  access(2, Op::kWrite, at(68), 4);
  EXPECT_EQ(races(), 0U);
  access(2, Op::kRead, at(61), 1);
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, ThreadLocalObjectsCountDownwardsToo) {
  const auto at = [](std::uint64_t distance) {
    return make_object(Place::kThreadLocal, 1, distance);
  };
  access(1, Op::kWrite, at(16), 8);
  access(2, Op::kRead, at(24), 8);
  access(2, Op::kRead, at(8), 8);
  EXPECT_EQ(races(), 0U);
  access(2, Op::kRead, at(9), 1);
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, AtomicsDoNotRaceWithEachOther) {
  trace_.atomic(1, Op::kAtomicStore, kData, __ATOMIC_RELAXED);
  trace_.atomic(2, Op::kAtomicUpdate, kData, __ATOMIC_RELAXED);
  EXPECT_EQ(races(), 0U);
}

TEST_F(Shadow, AtomicsRaceWithPlainAccesses) {
  trace_.atomic(1, Op::kAtomicStore, kData, __ATOMIC_SEQ_CST);
  trace_.read(2, kData);
  EXPECT_EQ(races(), 1U);
  trace_.atomic(1, Op::kAtomicLoad, global(5), __ATOMIC_SEQ_CST);
  trace_.write(2, global(5));
  EXPECT_EQ(races(), 2U);
  trace_.atomic(1, Op::kAtomicCompareFail, global(6), __ATOMIC_SEQ_CST);
  trace_.read(2, global(6));
  EXPECT_EQ(races(), 2U);
}

TEST_F(Shadow, APlainReadIsNotHiddenByALaterAtomicRead) {
  trace_.read(1, kData);
  trace_.atomic(1, Op::kAtomicLoad, kData, __ATOMIC_RELAXED);
  trace_.atomic(2, Op::kAtomicStore, kData, __ATOMIC_RELAXED);
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, AWriteIsNotHiddenByALaterRead) {
  trace_.write(1, kData);
  trace_.read(1, kData);
  trace_.read(2, kData);
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, EveryReaderRacesWithAWrite) {
  trace_.read(1, kData);
  trace_.read(2, kData);
  trace_.write(0, kData);
  EXPECT_EQ(races(), 2U);
}

TEST_F(Shadow, PartOfAnAccessIsRemembered) {
  access(1, Op::kWrite, kData, 8);
  access(1, Op::kWrite, kData, 4);
  access(2, Op::kRead, kData + 6, 1);
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, ReleasingABlockIsAWrite) {
  trace_.add(0, Op::kAllocate, heap(0), {.extra = 48});
  trace_.read(1, heap(0) + 40);
  trace_.add(2, Op::kRelease, heap(0), {.extra = 48});
  const auto findings = trace_.judge();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].detail,
            "read of 4 bytes and release of 48 bytes without order between "
            "them");
}

TEST_F(Shadow, ReleasingWhatOneUsedAloneIsNoRace) {
  trace_.write(1, heap(0));
  trace_.read(2, heap(1));
  trace_.add(1, Op::kRelease, heap(0), {.extra = 48});
  EXPECT_EQ(races(), 0U);
}

TEST_F(Shadow, AReleaseAfterALockIsOrdered) {
  trace_.write(1, heap(0));
  trace_.unlock(1, kMutex);
  trace_.lock(2, kMutex);
  trace_.add(2, Op::kRelease, heap(0), {.extra = 48});
  EXPECT_EQ(races(), 0U);
}

TEST_F(Shadow, ALargeBlockIsReleasedAsWell) {
  for (unsigned i = 0; i < 4; ++i) trace_.write(1, heap(i));
  trace_.add(2, Op::kRelease, heap(0), {.extra = 1 << 20});
  EXPECT_EQ(races(), 4U);
}

TEST_F(Shadow, AnAllocatedBlockHasNoHistory) {
  trace_.write(1, heap(0));
  trace_.add(1, Op::kRelease, heap(0), {.extra = 48});
  trace_.add(2, Op::kAllocate, heap(0), {.extra = 48});
  trace_.write(2, heap(0));
  EXPECT_EQ(races(), 0U);
}

TEST_F(Shadow, AMutexInANewBlockIsANewMutex) {
  trace_.write(1, kData);
  trace_.unlock(1, heap(0) + 8);
  trace_.add(2, Op::kAllocate, heap(0), {.extra = 48});
  trace_.lock(2, heap(0) + 8);
  trace_.read(2, kData);
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, ManyLocationsAreKeptApart) {
  for (unsigned i = 0; i < 5000; ++i) trace_.write(1, global(i));
  for (unsigned i = 5000; i < 9000; ++i) trace_.write(2, global(i));
  trace_.read(2, global(4321));
  EXPECT_EQ(races(), 1U);
}

TEST_F(Shadow, NoDetectorFindsNoRace) {
  trace_.write(1, kData);
  trace_.write(2, kData);
  EXPECT_EQ(verdicts(trace_.judge(RaceDetector::kNone)), "");
}

}  // namespace
}  // namespace interleave
