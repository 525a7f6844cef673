#include "tests/bench/statcompare/report.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "tests/bench/statcompare/number_text.hh"

namespace statcompare {
namespace {

Summary summary_of(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return summarize(numbers);
}

std::string verdict_on(const Summary& first, const Summary& second,
                       double confidence, bool welch = false) {
  return verdict('B', judge(first, second, confidence, welch));
}

TEST(NumberText, ShowsTheStepWithThreeDigits) {
  EXPECT_EQ(NumberText(6.4, 0.053)(6.41234), "6.4123");
  EXPECT_EQ(NumberText(150123, 1200)(150123.4), "150123");
  EXPECT_EQ(NumberText(150123, 12)(-150123.44), "-150123.4");
  EXPECT_EQ(NumberText(0, 0)(0), "0");
  EXPECT_EQ(NumberText(2.5, 0)(2.5), "2.50000");
  EXPECT_EQ(NumberText(2.5, 0.1)(2.5, true), "+2.500");
}

TEST(NumberText, IsScientificForTheVeryLargeAndTheVerySmall) {
  EXPECT_EQ(NumberText(3e15, 1e13)(2.5e15), "2.5000e+15");
  EXPECT_EQ(NumberText(3e-7, 1e-7)(3e-7), "3.00e-07");
  EXPECT_EQ(NumberText(1, 1e-300)(1), "1.0000000000000000");
}

TEST(Table, HasAColumnForEachSet) {
  const std::vector<Summary> sets = {summary_of({1, 2, 3, 4}),
                                     summary_of({2, 4, 6, 8, 10})};
  EXPECT_EQ(table(sets),
            "                    A      B\n"
            "n                   4      5\n"
            "min              1.00   2.00\n"
            "lower quartile   1.75   4.00\n"
            "median           2.50   6.00\n"
            "upper quartile   3.25   8.00\n"
            "max              4.00  10.00\n"
            "mean             2.50   6.00\n"
            "deviation        1.29   3.16\n");
}

TEST(Table, ContinuesBelowInEightyColumns) {
  const std::vector<Summary> sets(26, summary_of({1000, 2000}));
  std::istringstream text(table(sets));
  int headings = 0;
  for (std::string line; std::getline(text, line);) {
    EXPECT_LE(line.size(), 80u) << line;
    headings += line.starts_with("n ");
  }
  EXPECT_EQ(headings, 3);  // 11 columns of 6 fit beside 14
}

// The arithmetic of these is in statistics_test.cc.
TEST(Verdict, SaysWhatIsProvenAndByHowMuch) {
  const Summary first = summary_of({1, 2, 3});
  const Summary second = summary_of({3, 5, 7});
  EXPECT_EQ(verdict_on(first, second, 95),
            "B against A: no difference proven at 95 % confidence\n"
            "  difference  +3.00, from -0.58 to +6.58\n"
            "  in % of A   +150, from -29 to +329\n"
            "  Student's t, pooled variance, 4 degrees of freedom\n");
  EXPECT_EQ(verdict_on(first, second, 90),
            "B against A: difference proven at 90 % confidence\n"
            "  difference  +3.00, from +0.25 to +5.75\n"
            "  in % of A   +150, from +12 to +288\n"
            "  Student's t, pooled variance, 4 degrees of freedom\n");
}

TEST(Verdict, KeepsTheSignWhenTheFirstMeanIsNegative) {
  // Means -2 and 1: up by 3, which is 150 % of 2.
  const std::string text =
      verdict_on(summary_of({-3, -2, -1}), summary_of({0, 1, 2}), 95);
  EXPECT_NE(text.find("in % of A   +150"), std::string::npos) << text;
}

TEST(Verdict, HasNoPercentageOfZero) {
  const std::string text =
      verdict_on(summary_of({-1, 0, 1}), summary_of({4, 5, 6}), 95);
  EXPECT_NE(text.find("in % of A   none: A's mean is 0\n"), std::string::npos)
      << text;
}

TEST(Verdict, WarnsOfDeviationsThatDiffer) {
  // Deviations 1 and 4.
  const Summary first = summary_of({1, 2, 3});
  const Summary second = summary_of({0, 4, 8});
  const std::string text = verdict_on(first, second, 95);
  EXPECT_NE(text.find("doubtful: the deviations differ by a factor of 4; see "
                      "--welch\n"),
            std::string::npos)
      << text;
  // v1 = 1/3, v2 = 16/3: (17/3)^2 / ((1/9) / 2 + (256/9) / 2) = 578/257.
  const std::string welch = verdict_on(first, second, 95, true);
  EXPECT_NE(welch.find("  Welch's t, 2.249 degrees of freedom\n"
                       "  because the deviations differ by a factor of 4\n"),
            std::string::npos)
      << welch;
}

TEST(Verdict, DoesNotUseWelchForDeviationsThatAreAlike) {
  // Deviations 1 and 2: twice is not yet more than twice.
  const std::string text =
      verdict_on(summary_of({1, 2, 3}), summary_of({3, 5, 7}), 95, true);
  EXPECT_NE(text.find("Student's t, pooled"), std::string::npos) << text;
  EXPECT_EQ(text.find("doubtful"), std::string::npos) << text;
}

TEST(Verdict, SaysWhenOnlyOneSetVaries) {
  const std::string text =
      verdict_on(summary_of({2, 2, 2}), summary_of({1, 2, 3}), 95);
  EXPECT_NE(text.find("doubtful: one set varies, the other does not"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace statcompare
