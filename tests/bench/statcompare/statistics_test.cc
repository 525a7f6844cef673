#include "tests/bench/statcompare/statistics.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace statcompare {
namespace {

using Numbers = std::vector<double>;

Summary summary_of(Numbers numbers) {
  std::sort(numbers.begin(), numbers.end());
  return summarize(numbers);
}

// Hours of sleep gained with two drugs: Student, Biometrika 6 (1908), p. 20.
const Numbers kSleepA = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
const Numbers kSleepB = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

TEST(Quantile, InterpolatesBetweenNeighbours) {
  // Four numbers at positions 0 to 3. A quarter: 0.25 * 3 = 0.75, three
  // quarters of the way from 10 to 20; three quarters: 2.25, a quarter of the
  // way from 40 to 80.
  const Numbers numbers = {10, 20, 40, 80};
  EXPECT_DOUBLE_EQ(quantile(numbers, 0), 10);
  EXPECT_DOUBLE_EQ(quantile(numbers, 0.25), 17.5);
  EXPECT_DOUBLE_EQ(quantile(numbers, 0.5), 30);
  EXPECT_DOUBLE_EQ(quantile(numbers, 0.75), 50);
  EXPECT_DOUBLE_EQ(quantile(numbers, 1), 80);
}

TEST(Quantile, OfOneNumberIsThatNumber) {
  EXPECT_EQ(quantile(Numbers{7}, 0), 7);
  EXPECT_EQ(quantile(Numbers{7}, 0.6), 7);
  EXPECT_EQ(quantile(Numbers{7}, 1), 7);
}

TEST(Summary, OfASmallSetIsAsComputedByHand) {
  // Sum 40, mean 5. Distances -3 -1 -1 -1 0 0 2 4, squares
  // 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32; 32 / (8 - 1) = 4.5714...
  const Summary summary = summary_of({9, 4, 5, 4, 7, 2, 4, 5});
  EXPECT_EQ(summary.count, 8u);
  EXPECT_EQ(summary.min, 2);
  EXPECT_EQ(summary.max, 9);
  EXPECT_DOUBLE_EQ(summary.mean, 5);
  EXPECT_DOUBLE_EQ(summary.deviation, std::sqrt(32.0 / 7));
  // Sorted 2 4 4 4 5 5 7 9, at 1.75, 3.5 and 5.25: 4, 4.5, 5 + 0.25 * 2.
  EXPECT_DOUBLE_EQ(summary.lower_quartile, 4);
  EXPECT_DOUBLE_EQ(summary.median, 4.5);
  EXPECT_DOUBLE_EQ(summary.upper_quartile, 5.5);
}

TEST(Summary, OfEqualNumbersHasNoDeviationAtAll) {
  // 0.1 is no double: summed up ten times, it is not 1.
  const Summary summary = summary_of(Numbers(10, 0.1));
  EXPECT_EQ(summary.mean, 0.1);
  EXPECT_EQ(summary.deviation, 0);
  EXPECT_EQ(summary.lower_quartile, 0.1);
}

// NIST Statistical Reference Datasets, univariate, with certified values: made
// to fail the sum of squares, and naive sums.
Numbers alternating(double centre) {
  Numbers numbers(1, centre);
  for (int i = 0; i < 500; ++i) {
    numbers.push_back(centre - 0.1);
    numbers.push_back(centre + 0.1);
  }
  return numbers;
}

TEST(Summary, AgreesWithNistsCertifiedValues) {
  const Summary one = summary_of({10000001, 10000003, 10000002});
  EXPECT_EQ(one.mean, 10000002);
  EXPECT_EQ(one.deviation, 1);
  const Summary three = summary_of(alternating(1000000.2));
  EXPECT_DOUBLE_EQ(three.mean, 1000000.2);
  EXPECT_NEAR(three.deviation, 0.1, 1e-10);
  // A double of this size is a multiple of 1.9e-9: so are the data.
  const Summary four = summary_of(alternating(10000000.2));
  EXPECT_DOUBLE_EQ(four.mean, 10000000.2);
  EXPECT_NEAR(four.deviation, 0.1, 1e-9);
}

TEST(Summary, NeitherOverflowsNorVanishes) {
  // Mean 2, squares 1 + 0 + 1 = 2, 2 / (3 - 1) = 1: times the scale.
  for (const double scale : {1e299, 1e-300, 5e-324}) {
    const Summary summary = summary_of({1 * scale, 2 * scale, 3 * scale});
    EXPECT_DOUBLE_EQ(summary.mean, 2 * scale);
    EXPECT_DOUBLE_EQ(summary.deviation, scale);
  }
  // Squares 4e600 a number, four of them; divided by 3.
  const Summary wide = summary_of({-1e300, -1e300, 1e300, 1e300});
  EXPECT_EQ(wide.mean, 0);
  EXPECT_DOUBLE_EQ(wide.deviation, 1e300 * std::sqrt(4.0 / 3));
}

// A row of a printed table, for the confidences of the command.
struct TableRow {
  double degrees;
  double t[7];
};
constexpr double kConfidences[] = {80, 90, 95, 98, 99, 99.5, 99.9};

// From a printed table of critical values, two-sided, to three decimals.
constexpr TableRow kTable[] = {
    {1, {3.078, 6.314, 12.706, 31.821, 63.657, 127.321, 636.619}},
    {2, {1.886, 2.920, 4.303, 6.965, 9.925, 14.089, 31.599}},
    {3, {1.638, 2.353, 3.182, 4.541, 5.841, 7.453, 12.924}},
    {5, {1.476, 2.015, 2.571, 3.365, 4.032, 4.773, 6.869}},
    {10, {1.372, 1.812, 2.228, 2.764, 3.169, 3.581, 4.587}},
    {18, {1.330, 1.734, 2.101, 2.552, 2.878, 3.197, 3.922}},
    {25, {1.316, 1.708, 2.060, 2.485, 2.787, 3.078, 3.725}},
};

TEST(StudentsT, AgreesWithAPrintedTable) {
  for (const TableRow& row : kTable) {
    for (std::size_t i = 0; i < std::size(kConfidences); ++i) {
      EXPECT_NEAR(t_quantile(row.degrees, kConfidences[i]), row.t[i], 0.00051)
          << row.degrees << " degrees of freedom, " << kConfidences[i] << " %";
    }
  }
}

TEST(StudentsT, AgreesWithItsClosedForms) {
  // One degree of freedom is Cauchy's distribution, t = tan(pi c / 2). Two:
  // c = t / sqrt(2 + t^2), so t = c sqrt(2 / (1 - c^2)).
  for (const double confidence : kConfidences) {
    const double c = confidence / 100;
    const double one = std::tan(std::numbers::pi * c / 2);
    const double two = c * std::sqrt(2 / (1 - c * c));
    EXPECT_NEAR(t_quantile(1, confidence) / one, 1, 1e-12);
    EXPECT_NEAR(t_quantile(2, confidence) / two, 1, 1e-12);
  }
}

TEST(StudentsT, ApproachesTheNormalDistribution) {
  EXPECT_NEAR(t_quantile(1e9, 95), 1.959964, 1e-6);
  EXPECT_NEAR(t_quantile(1e9, 99), 2.575829, 1e-6);
}

TEST(Comparison, OfASmallExampleIsAsComputedByHand) {
  // Means 2 and 5, deviations 1 and 2. Pooled variance
  // (2 * 1 + 2 * 4) / 4 = 2.5; error sqrt(2.5 * (1/3 + 1/3)) = sqrt(5/3);
  // t(4, 95 %) = 2.776445, which times 1.290994 is 3.584376.
  const Summary first = summary_of({1, 2, 3});
  const Summary second = summary_of({3, 5, 7});
  const Comparison at95 = compare(first, second, 95, Variances::kPooled);
  EXPECT_DOUBLE_EQ(at95.difference, 3);
  EXPECT_NEAR(at95.half_width, 3.584376, 1e-5);
  EXPECT_EQ(at95.degrees, 4);
  EXPECT_FALSE(at95.proven());
  // t(4, 90 %) = 2.131847: 2.752202, less than 3.
  const Comparison at90 = compare(first, second, 90, Variances::kPooled);
  EXPECT_NEAR(at90.half_width, 2.752202, 1e-5);
  EXPECT_TRUE(at90.proven());
}

TEST(Comparison, OfWelchIsAsComputedByHand) {
  // v1 = 1/3, v2 = 4/3. Error sqrt(5/3), as above; degrees of freedom
  // (5/3)^2 / ((1/9) / 2 + (16/9) / 2) = (25/9) / (17/18) = 50/17.
  const Comparison comparison = compare(
      summary_of({1, 2, 3}), summary_of({3, 5, 7}), 95, Variances::kSeparate);
  EXPECT_DOUBLE_EQ(comparison.degrees, 50.0 / 17);
  EXPECT_NEAR(comparison.half_width,
              t_quantile(50.0 / 17, 95) * std::sqrt(5.0 / 3), 1e-12);
}

TEST(Comparison, OfStudentsSleepDataIsAsPublished) {
  // R, t.test(extra ~ group, data = sleep): 95 % from -3.363874 to 0.203874
  // with var.equal = TRUE; without, from -3.3654832 to 0.2054832 with 17.776
  // degrees of freedom. First minus second there.
  const Summary first = summary_of(kSleepA);
  const Summary second = summary_of(kSleepB);
  EXPECT_NEAR(first.mean, 0.75, 1e-12);
  EXPECT_NEAR(second.mean, 2.33, 1e-12);
  EXPECT_NEAR(first.deviation, 1.789010, 1e-6);
  EXPECT_NEAR(second.deviation, 2.002249, 1e-6);
  const Comparison pooled = compare(first, second, 95, Variances::kPooled);
  EXPECT_NEAR(pooled.difference - pooled.half_width, -0.203874, 1e-6);
  EXPECT_NEAR(pooled.difference + pooled.half_width, 3.363874, 1e-6);
  EXPECT_EQ(pooled.degrees, 18);
  EXPECT_FALSE(pooled.proven());
  const Comparison welch = compare(first, second, 95, Variances::kSeparate);
  EXPECT_NEAR(welch.difference - welch.half_width, -0.2054832, 1e-7);
  EXPECT_NEAR(welch.degrees, 17.776, 5e-4);
  // Its p is 0.0792 (pooled): proven at 90 %, not at 95 %.
  EXPECT_TRUE(compare(first, second, 90, Variances::kPooled).proven());
}

TEST(Comparison, HasTheSignOfSecondMinusFirst) {
  const Summary low = summary_of({1, 2, 3});
  const Summary high = summary_of({101, 102, 103});
  const Comparison down = compare(high, low, 99.9, Variances::kPooled);
  EXPECT_DOUBLE_EQ(down.difference, -100);
  EXPECT_TRUE(down.proven());
}

TEST(Comparison, WeighsSetsOfDifferentSize) {
  // Deviations 1 (n = 3) and sqrt(1/2) (n = 2). Pooled variance
  // (2 * 1 + 1 * 0.5) / 3 = 5/6; times 1/3 + 1/2 = 5/6: the error is 5/6.
  const Comparison comparison = compare(
      summary_of({1, 2, 3}), summary_of({4, 5}), 95, Variances::kPooled);
  EXPECT_EQ(comparison.degrees, 3);
  EXPECT_NEAR(comparison.half_width, 3.182446 * 5 / 6, 1e-5);
}

TEST(Comparison, OfConstantSetsProvesEveryDifference) {
  const Summary two = summary_of({2, 2, 2});
  const Summary three = summary_of({3, 3});
  for (const auto variances : {Variances::kPooled, Variances::kSeparate}) {
    EXPECT_FALSE(compare(two, two, 95, variances).proven());
    EXPECT_TRUE(compare(two, three, 99.9, variances).proven());
    EXPECT_EQ(compare(two, three, 99.9, variances).half_width, 0);
    EXPECT_EQ(compare(two, three, 99.9, variances).degrees, 3);
  }
}

TEST(Comparison, IsTheSameInEveryUnit) {
  for (const double unit : {1e-200, 1e-9, 1e9, 1e200}) {
    const Comparison comparison = compare(
        summary_of({1 * unit, 2 * unit, 3 * unit}),
        summary_of({3 * unit, 5 * unit, 7 * unit}), 95, Variances::kPooled);
    EXPECT_NEAR(comparison.half_width / unit, 3.584376, 1e-5);
  }
}

TEST(DeviationRatio, IsTheLargerByTheSmaller) {
  const Summary one = summary_of({1, 2, 3});
  const Summary four = summary_of({0, 4, 8});
  const Summary constant = summary_of({5, 5});
  EXPECT_DOUBLE_EQ(deviation_ratio(one, four), 4);
  EXPECT_DOUBLE_EQ(deviation_ratio(four, one), 4);
  EXPECT_EQ(deviation_ratio(constant, constant), 1);
  EXPECT_TRUE(std::isinf(deviation_ratio(constant, one)));
}

}  // namespace
}  // namespace statcompare
