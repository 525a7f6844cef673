#include "clients/load/message_set.hh"

#include <gtest/gtest.h>

namespace load {
namespace {

TEST(MessageSet, MakesLinesOfTheSizeAskedFor) {
  for (const std::size_t size : {1u, 2u, 64u, 8192u, 1u << 20}) {
    const MessageSet messages(size);
    for (std::uint64_t n = 0; n < 5; ++n) {
      const std::string_view message = messages.at(n);
      ASSERT_EQ(message.size(), size);
      EXPECT_EQ(message.find('\n'), size - 1) << "one newline, at the end";
    }
  }
}

TEST(MessageSet, MakesNeighboursThatDiffer) {
  for (const std::size_t size : {16u, 64u, 1u << 20}) {
    const MessageSet messages(size);
    for (std::uint64_t n = 0; n < 2000; ++n) {
      ASSERT_NE(messages.at(n), messages.at(n + 1)) << size << " bytes, " << n;
    }
  }
}

}  // namespace
}  // namespace load
