#include "clients/load/message_sizes.hh"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

#include "clients/load/message_set.hh"

namespace load {
namespace {

constexpr double kAlmostOne = 1 - 0x1p-53;

MessageSizes read(std::string_view text) { return MessageSizes(text); }

// How many messages of a set have each size.
std::map<std::size_t, int> census(std::string_view sizes, int messages) {
  const MessageSet set{read(sizes)};
  std::map<std::size_t, int> counts;
  for (int n = 0; n < messages; ++n) {
    ++counts[set.at(static_cast<std::uint64_t>(n)).size()];
  }
  return counts;
}

TEST(MessageSizes, ReadsOneSize) {
  const MessageSizes sizes = read("64");
  EXPECT_TRUE(sizes.all_the_same());
  EXPECT_EQ(sizes.largest(), 64u);
  EXPECT_EQ(sizes.at(0, 0), 64u);
  EXPECT_EQ(sizes.at(kAlmostOne, kAlmostOne), 64u);
  EXPECT_EQ(sizes.text(), "64");
}

TEST(MessageSizes, ReadsARangeWithBothItsEnds) {
  const MessageSizes sizes = read("16..19");
  EXPECT_FALSE(sizes.all_the_same());
  EXPECT_EQ(sizes.largest(), 19u);
  EXPECT_EQ(sizes.at(0.5, 0), 16u);
  EXPECT_EQ(sizes.at(0.5, 0.2499), 16u);
  EXPECT_EQ(sizes.at(0.5, 0.25), 17u);
  EXPECT_EQ(sizes.at(0.5, kAlmostOne), 19u);
}

TEST(MessageSizes, ReadsAListWithWeights) {
  const MessageSizes sizes = read("64:9,1000..1001:1");
  EXPECT_EQ(sizes.largest(), 1001u);
  EXPECT_EQ(sizes.at(0, 0), 64u);
  EXPECT_EQ(sizes.at(0.8999, 0), 64u);
  EXPECT_EQ(sizes.at(0.9001, 0), 1000u);
  EXPECT_EQ(sizes.at(kAlmostOne, 0.5), 1001u);
}

TEST(MessageSizes, CountsAnEntryWithoutWeightOnce) {
  const MessageSizes sizes = read("10,20:3");
  EXPECT_EQ(sizes.at(0.2499, 0), 10u);
  EXPECT_EQ(sizes.at(0.25, 0), 20u);
}

TEST(MessageSizes, RefusesWhatIsNotInTheNotation) {
  for (const char* wrong : {"",
                            "0",
                            "-1",
                            "x",
                            "64x",
                            " 64",
                            "1048577",
                            "9..8",
                            "1..",
                            "..2",
                            "1...2",
                            "64:",
                            "64:0",
                            "64:-1",
                            "64:x",
                            "64,",
                            ",64",
                            "64:1:2",
                            "64:1000000001",
                            "99999999999999999999"}) {
    EXPECT_THROW(read(wrong), std::invalid_argument) << '"' << wrong << '"';
  }
}

TEST(MessageSizes, SaysWhatIsWrong) {
  try {
    read("64:9,12k");
    FAIL() << "accepted";
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "'12k' is not a number from 1 to 1048576");
  }
}

TEST(MessageSet, GivesEveryEntryItsShare) {
  const auto counts = census("64:9,128", 10'000);
  ASSERT_EQ(counts.size(), 2u);
  EXPECT_NEAR(counts.at(64), 9000, 2);
  EXPECT_NEAR(counts.at(128), 1000, 2);
}

TEST(MessageSet, UsesEverySizeOfARange) {
  const auto counts = census("1..10", 10'000);
  ASSERT_EQ(counts.size(), 10u);
  for (const auto& [size, count] : counts) {
    EXPECT_NEAR(count, 1000, 120) << size;  // four deviations
  }
}

TEST(MessageSet, LaysMessagesBackToBack) {
  const MessageSet set(read("5..50"));
  for (std::uint64_t n = 0; n < 1000; ++n) {
    const std::string_view message = set.at(n);
    EXPECT_EQ(message.data() + message.size(), set.at(n + 1).data());
    EXPECT_EQ(message.find('\n'), message.size() - 1);
  }
}

TEST(MessageSet, HasAsManyMessagesAsAskedFor) {
  const MessageSet set(std::size_t{1} << 20, 10);
  for (std::uint64_t n = 0; n < 9; ++n) {
    EXPECT_EQ(set.at(n).data() + (1 << 20), set.at(n + 1).data());
  }
}

}  // namespace
}  // namespace load
