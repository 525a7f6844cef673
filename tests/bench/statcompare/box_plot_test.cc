#include "tests/bench/statcompare/box_plot.hh"

#include <gtest/gtest.h>

#include <algorithm>

namespace statcompare {
namespace {

using Numbers = std::vector<double>;

std::string plot_of(std::vector<Numbers> sets, int columns = 24) {
  std::vector<Box> boxes;
  for (Numbers& set : sets) {
    std::sort(set.begin(), set.end());
    boxes.push_back(box_of(set));
  }
  return box_plot(boxes, columns);
}

TEST(Box, EndsItsWhiskersAtTheLastNumberWithinReach) {
  // Quartiles 4 and 12, at positions 2 and 6 of 0 to 8: the reach is
  // 1.5 * 8 = 12, from -8 to 24. 24 is within, 24.5 is not.
  const Box box = box_of(Numbers{-8.5, -8, 4, 5, 6, 7, 12, 24, 24.5});
  EXPECT_EQ(box.lower_quartile, 4);
  EXPECT_EQ(box.median, 6);
  EXPECT_EQ(box.upper_quartile, 12);
  EXPECT_EQ(box.lower_whisker, -8);
  EXPECT_EQ(box.upper_whisker, 24);
  EXPECT_EQ(box.outliers, (Numbers{-8.5, 24.5}));
}

TEST(Box, HasNoWhiskerWhereTheNextNumberLiesInsideIt) {
  // Quartiles 7.5 (at 0.75) and 10: 0 is beyond 7.5 - 1.5 * 2.5 = 3.75, and
  // the next number is 10.
  const Box box = box_of(Numbers{0, 10, 10, 10});
  EXPECT_EQ(box.lower_quartile, 7.5);
  EXPECT_EQ(box.lower_whisker, 7.5);
  EXPECT_EQ(box.outliers, Numbers{0});
}

TEST(BoxPlot, OfOneSetShowsQuartilesMedianAndWhiskers) {
  // 0, 5, 10, 15, 20 on 21 columns: one column for each unit.
  EXPECT_EQ(plot_of({{0, 5, 10, 15, 20}}),
            "A  |----[====|====]----|\n"
            "   +---------+---------+\n"
            "   0.00    10.00   20.00\n");
}

TEST(BoxPlot, OfEqualNumbersIsABarInTheMiddle) {
  EXPECT_EQ(plot_of({{7, 7, 7}}),
            "A            |\n"
            "             +\n"
            "          7.00000\n");
  EXPECT_EQ(plot_of({{0, 0}}),
            "A            |\n"
            "             +\n"
            "             0\n");
}

TEST(BoxPlot, ShowsAnOutlier) {
  // Quartiles 2.25 and 4.75 (at positions 1.25 and 3.75 of 0 to 5), so the
  // reach is 3.75, up to 8.5: 21 is beyond. A column for each unit, from 1:
  // the quartiles are 1.25 and 3.75 columns from the left, the median 2.5.
  EXPECT_EQ(plot_of({{1, 2, 3, 4, 5, 21}}),
            "A  |[=|]               o\n"
            "   +---------+---------+\n"
            "   1.00    11.00   21.00\n");
}

TEST(BoxPlot, ReachesToTheFarthestOutlierOnEitherSide) {
  // Quartiles 3 and 5 (positions 2 and 6 of 0 to 8), median 5, fences 0 and
  // 8; then the same seen in a mirror.
  EXPECT_EQ(plot_of({{1, 2, 3, 4, 5, 5, 5, 17, 21}}),
            "A  |-[=|           o   o\n"
            "   +---------+---------+\n"
            "   1.00    11.00   21.00\n");
  EXPECT_EQ(plot_of({{21, 20, 19, 18, 17, 17, 17, 5, 1}}),
            "A  o   o           |=]-|\n"
            "   +---------+---------+\n"
            "   1.00    11.00   21.00\n");
}

TEST(BoxPlot, HasOneAxisForAllSets) {
  EXPECT_EQ(plot_of({{0, 1, 2, 3, 4}, {10, 10}, {0, 5, 10, 15, 20}}),
            "A  |[|]|\n"
            "B            |\n"
            "C  |----[====|====]----|\n"
            "   +---------+---------+\n"
            "   0.00    10.00   20.00\n");
}

TEST(BoxPlot, IsAsWideAsAskedFor) {
  const std::string plot = plot_of({{1.5, 2.5, 9.5}}, 80);
  const std::string axis =
      "   +" + std::string(37, '-') + "+" + std::string(37, '-') + "+\n";
  EXPECT_NE(plot.find('\n' + axis), std::string::npos) << plot;
  EXPECT_EQ(plot.size() - plot.rfind("\n", plot.size() - 2) - 1, 81u) << plot;
}

TEST(BoxPlot, LeavesOutTheMiddleOfALegendThatIsTooNarrow) {
  // The quartiles are 3.5 and 10.5 columns from the left: halves go up.
  EXPECT_EQ(plot_of({{-100000, 100000}}, 18),
            "A  |---[==|===]--|\n"
            "   +------+------+\n"
            "   -100000  100000\n");
}

TEST(BoxPlot, TellsCloseNumbersApart) {
  const std::string plot = plot_of({{1000000.01, 1000000.03}}, 80);
  EXPECT_NE(plot.find("1000000.0100"), std::string::npos) << plot;
  EXPECT_NE(plot.find("1000000.0300"), std::string::npos) << plot;
}

}  // namespace
}  // namespace statcompare
