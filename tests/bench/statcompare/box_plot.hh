// A box plot of several sets in text, on one common axis:
//
//   A        o  |---[===|=======]-----|
//   B                    |--[=|==]-|      o
//      +-----------------+----------------+
//      6.00             7.00           8.00
//
// The box reaches from the lower to the upper quartile, the bar in it is the
// median. The whiskers end at the last number that is within 1.5 times the
// length of the box from it; each o is a number beyond, or several.
//
// Source: Tukey, "Exploratory Data Analysis", 1977.
#ifndef TESTS_BENCH_STATCOMPARE_BOX_PLOT_HH
#define TESTS_BENCH_STATCOMPARE_BOX_PLOT_HH

#include <span>
#include <string>
#include <vector>

namespace statcompare {

struct Box {
  double lower_whisker, lower_quartile, median, upper_quartile, upper_whisker;
  std::vector<double> outliers;  // ascending
};

/// REQUIRES: sorted and not empty, none beyond +-1e300.
Box box_of(std::span<const double> sorted);

/// The first set is called A, the second B. Lines are at most `columns` wide
/// (only the numbers at the ends of the axis may need more, below 55) and
/// have no spaces at their ends. REQUIRES: 1 to 26 boxes, columns >= 10.
std::string box_plot(std::span<const Box> boxes, int columns = 80);

}  // namespace statcompare

#endif
