#include "tests/bench/statcompare/number_column.hh"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

namespace statcompare {
namespace {

using Numbers = std::vector<double>;

Numbers numbers_in(const std::string& text, std::size_t column = 1) {
  std::istringstream stream(text);
  return read_column(stream, "f", column);
}

std::string refusal_of(const std::string& text, std::size_t column = 1) {
  try {
    numbers_in(text, column);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(NumberColumn, ReadsOneNumberALine) {
  EXPECT_EQ(numbers_in("1\n-2.5\n3e2\n+4\n.5\n"),
            (Numbers{1, -2.5, 300, 4, 0.5}));
}

TEST(NumberColumn, SkipsCommentsAndBlankLines) {
  EXPECT_EQ(numbers_in("# 9\n\n 1 # 8\n \t\n  # 7\n2#6\n"), (Numbers{1, 2}));
}

TEST(NumberColumn, TakesTheColumnAskedFor) {
  EXPECT_EQ(numbers_in("a 1 x\nb\t2\n   c  3   y\n", 2), (Numbers{1, 2, 3}));
}

TEST(NumberColumn, NeedsNoNewlineAtTheEndAndTakesCarriageReturns) {
  EXPECT_EQ(numbers_in("1\r\n\r\n2"), (Numbers{1, 2}));
}

TEST(NumberColumn, IsEmptyForNoText) { EXPECT_EQ(numbers_in(""), Numbers{}); }

TEST(NumberColumn, NamesTheLineOfABadNumber) {
  EXPECT_EQ(refusal_of("1\n# two\n\nx3\n"), "f:4: not a number: 'x3'");
  for (const char* bad : {"1x", "1,5", "0x10", "nan", "+", "+-1", "++1", "--1",
                          "-", "1e", "1.2.3", "inf_", "\xc2\xbd"}) {
    EXPECT_EQ(refusal_of(bad).find("f:1: not a number: '"), 0u) << bad;
  }
}

TEST(NumberColumn, RefusesWhatADoubleCannotCompareWith) {
  for (const char* bad : {"1e999", "1e-999", "-1e301", "inf", "-infinity"}) {
    EXPECT_EQ(refusal_of(bad).find("f:1: a number out of range: '"), 0u)
        << bad << ": " << refusal_of(bad);
  }
  EXPECT_EQ(numbers_in("1e300 -1e300"), Numbers{1e300});
}

TEST(NumberColumn, NamesTheLineThatIsTooShort) {
  EXPECT_EQ(refusal_of("1 2\n3 # 4\n", 2), "f:2: there is no column 2");
}

TEST(NumberColumn, ShowsABadFieldOnOneLine) {
  EXPECT_EQ(refusal_of("\x1b[31m\x01"), "f:1: not a number: '?[31m?'");
  EXPECT_EQ(refusal_of(std::string(1000, 'x')),
            "f:1: not a number: '" + std::string(40, 'x') + "...'");
  EXPECT_EQ(refusal_of(std::string("1\0", 2)), "f:1: not a number: '1?'");
}

}  // namespace
}  // namespace statcompare
