#include "labs/interleave/report/reads_from.hh"

#include <gmock/gmock.h>

namespace interleave {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

Event access(unsigned thread, Op op, std::uint64_t object, unsigned size) {
  Event event{};
  event.thread = static_cast<std::uint16_t>(thread);
  event.op = op;
  event.object = object;
  if (op == Op::kReadRange || op == Op::kWriteRange)
    event.extra = size;
  else
    event.size = static_cast<std::uint8_t>(size);
  return event;
}

constexpr std::uint64_t global(std::uint64_t offset) {
  return make_object(Place::kGlobal, 0, offset);
}
constexpr std::uint64_t stack(std::uint64_t offset) {
  return make_object(Place::kStack, 0, offset);
}

TEST(ReadsFrom, TellsTheLastWrite) {
  const std::vector<Event> events = {access(0, Op::kRead, global(8), 4),
                                     access(0, Op::kWrite, global(8), 4),
                                     access(1, Op::kAtomicUpdate, global(8), 4),
                                     access(0, Op::kRead, global(8), 4)};
  const ReadsFrom result = reads_from(events);
  EXPECT_THAT(result.saw, ElementsAre(Eq(std::nullopt), Eq(std::nullopt),
                                      Optional(1u), Optional(2u)));
  EXPECT_THAT(result.initial, ElementsAre(true, false, false, false));
}

TEST(ReadsFrom, KnowsOverlaps) {
  const std::vector<Event> events = {
      access(0, Op::kWriteRange, global(0), 64),
      access(0, Op::kWrite, global(10), 2), access(0, Op::kRead, global(8), 4),
      access(0, Op::kRead, global(12), 4), access(0, Op::kRead, global(64), 4)};
  const ReadsFrom result = reads_from(events);
  EXPECT_THAT(result.saw[2], Optional(1u));
  EXPECT_THAT(result.saw[3], Optional(0u));
  EXPECT_EQ(result.saw[4], std::nullopt);
}

TEST(ReadsFrom, BlamesNoWriteForAValueThatItDidNotWrite) {
  std::vector<Event> events = {
      access(0, Op::kWrite, global(0), 4), access(1, Op::kRead, global(0), 4),
      access(1, Op::kRead, global(1), 1), access(1, Op::kRead, global(2), 4)};
  events[0].value = 0x0500;
  events[1].value = 0x0500;
  events[2].value = 0x05;
  events[3].value = 0x77;  // half of it is of another write
  EXPECT_THAT(
      reads_from(events).saw,
      ElementsAre(Eq(std::nullopt), Optional(0u), Optional(0u), Optional(0u)));
  events[1].value = 8448;
  events[2].value = 0;
  const ReadsFrom other = reads_from(events);
  EXPECT_EQ(other.saw[1], std::nullopt);
  EXPECT_EQ(other.saw[2], std::nullopt);
  EXPECT_FALSE(other.initial[1]);
}

// The offset of what lies higher is smaller there.
TEST(ReadsFrom, CountsStacksDownwards) {
  const std::vector<Event> events = {access(0, Op::kWrite, stack(100), 8),
                                     access(0, Op::kRead, stack(96), 4),
                                     access(0, Op::kRead, stack(104), 4)};
  const ReadsFrom result = reads_from(events);
  EXPECT_THAT(result.saw[1], Optional(0u));
  EXPECT_EQ(result.saw[2], std::nullopt);
}

TEST(ReadsFrom, TellsWhatIsShared) {
  const std::vector<Event> events = {access(0, Op::kWrite, global(0), 4),
                                     access(1, Op::kRead, global(0), 4),
                                     access(0, Op::kRead, global(0), 4),
                                     access(0, Op::kWrite, global(8), 4),
                                     access(1, Op::kWrite, global(12), 4),
                                     access(0, Op::kWrite, global(16), 8),
                                     access(1, Op::kRead, global(20), 4)};
  // The first is prepared by main alone; the next two are neighbours.
  EXPECT_THAT(reads_from(events).shared,
              ElementsAre(false, false, false, false, false, true, true));
}

}  // namespace
}  // namespace interleave
