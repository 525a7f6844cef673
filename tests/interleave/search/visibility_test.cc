#include "labs/interleave/search/visibility.hh"

#include <gtest/gtest.h>

#include "labs/interleave/search/count_text.hh"
#include "labs/interleave/search/read_pairs.hh"

namespace interleave {
namespace {

Event access(unsigned thread, Op op, std::uint64_t offset,
             std::uint64_t extra = 0) {
  Event event{};
  event.thread = static_cast<std::uint16_t>(thread);
  event.op = op;
  event.object = make_object(Place::kHeap, 0, offset);
  event.size = 4;
  event.extra = extra;
  event.pc = static_cast<std::uint32_t>(offset * 10 + thread);
  return event;
}

TEST(Visibility, MemoryIsSharedByTwoThreadsAndAWrite) {
  Visibility visibility;
  const std::vector<Event> events = {
      access(0, Op::kWrite, 64), access(1, Op::kWrite, 128),
      access(2, Op::kRead, 128), access(1, Op::kRead, 192),
      access(2, Op::kRead, 192)};
  visibility.observe(events);
  EXPECT_FALSE(visibility.visible(access(0, Op::kWrite, 64)));
  EXPECT_TRUE(visibility.visible(access(2, Op::kRead, 128)));
  EXPECT_FALSE(visibility.visible(access(2, Op::kRead, 192)));
  EXPECT_TRUE(visibility.visible(access(0, Op::kMutexLock, 256)));
  EXPECT_TRUE(visibility.visible(access(0, Op::kYield, 256)));
  EXPECT_FALSE(visibility.visible(access(0, Op::kFence, 256)));
}

TEST(Visibility, RangesAndReleasesTouchAllTheirBytes) {
  Visibility visibility;
  const std::vector<Event> events = {access(0, Op::kWriteRange, 1000, 100),
                                     access(1, Op::kRead, 1096)};
  visibility.observe(events);
  EXPECT_TRUE(visibility.visible(access(0, Op::kRead, 1096)));
  EXPECT_FALSE(visibility.visible(access(0, Op::kRead, 1000)));
  EXPECT_TRUE(visibility.visible(access(0, Op::kRelease, 1000, 100)));
}

TEST(Visibility, ARangeOnAStackReachesUpwards) {
  Visibility visibility;
  std::vector<Event> events = {access(0, Op::kWriteRange, 0, 64),
                               access(1, Op::kRead, 0)};
  events[0].object = make_object(Place::kStack, 0, 128);
  events[1].object = make_object(Place::kStack, 0, 100);
  visibility.observe(events);
  EXPECT_TRUE(visibility.visible(events[0]));
  EXPECT_TRUE(visibility.visible(events[1]));
}

TEST(Visibility, HandsBackOnceWhatWasSkipped) {
  Visibility visibility;
  const std::vector<Event> first = {access(0, Op::kWriteRange, 64, 16)};
  visibility.observe(first);
  const Decision decision{
      .ready = 2, .extra = 0, .chosen = 0, .flags = kCurrentReady, .unused = 0};
  EXPECT_TRUE(visibility.skip(first, 5, 9, decision));
  EXPECT_TRUE(visibility.observe(first).empty());
  const std::vector<Event> second = {access(1, Op::kWriteRange, 64, 16)};
  const auto due = visibility.observe(second);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].schedule, 5U);
  EXPECT_EQ(due[0].step, 9U);
  EXPECT_TRUE(visibility.observe(second).empty());
}

TEST(Visibility, GivesUpOnVeryLongRanges) {
  Visibility visibility;
  const std::vector<Event> first = {access(0, Op::kWrite, 64)};
  visibility.observe(first);
  EXPECT_TRUE(visibility.skip(first, 1, 2, Decision{}));
  const std::vector<Event> second = {access(0, Op::kWriteRange, 0, 1 << 20)};
  EXPECT_EQ(visibility.observe(second).size(), 1U);
  EXPECT_TRUE(visibility.visible(access(0, Op::kWrite, 64)));
}

TEST(ReadPairs, KnowsWhatWasSeenAndWhatCouldBe) {
  ReadPairs pairs;
  const Event write_by_0 = access(0, Op::kWrite, 64);
  const Event write_by_2 = access(2, Op::kWrite, 64);
  const Event read_by_1 = access(1, Op::kRead, 64);
  const std::vector<Event> run = {write_by_0, read_by_1, write_by_2};
  EXPECT_EQ(pairs.observe(run), 1U);
  EXPECT_EQ(pairs.observe(run), 0U);
  EXPECT_EQ(pairs.possible().size(), 2U);
  ASSERT_EQ(pairs.unseen().size(), 1U);
  EXPECT_EQ(pairs.unseen()[0].write_pc, write_by_2.pc);
  EXPECT_EQ(pairs.unseen()[0].read_pc, read_by_1.pc);
  EXPECT_EQ(pairs.seen(), 1U);
}

TEST(CountText, GroupsDigits) {
  EXPECT_EQ(counted(1, "delay"), "1 delay");
  EXPECT_EQ(counted(0, "delay"), "0 delays");
  EXPECT_EQ(counted(999, "delay"), "999 delays");
  EXPECT_EQ(counted(1243, "schedule"), "1,243 schedules");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
}

}  // namespace
}  // namespace interleave
