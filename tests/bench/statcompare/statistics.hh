// What a set of numbers is like, and whether two sets differ.
//
// The mean and the deviation are computed in two passes over the distances
// from the median, in long double: a small spread around a large value is not
// lost, and the squares of huge or tiny numbers neither overflow nor vanish.
// Two sets are compared by Student's t; its quantile is Boost's.
//
// Thread: any; pure functions.
//
// Source: Student, "The probable error of a mean", Biometrika 6 (1908);
// Welch, "The generalization of Student's problem when several different
// population variances are involved", Biometrika 34 (1947); Chan, Golub,
// LeVeque, "Algorithms for computing the sample variance", 1983.
#ifndef TESTS_BENCH_STATCOMPARE_STATISTICS_HH
#define TESTS_BENCH_STATCOMPARE_STATISTICS_HH

#include <cstddef>
#include <span>

namespace statcompare {

/// All but `count` are in the unit of the numbers.
struct Summary {
  std::size_t count;
  double min, lower_quartile, median, upper_quartile, max;
  double mean;
  double deviation;  // of a sample: the divisor is count - 1
};

/// The value below which `fraction` of the numbers lie, interpolated between
/// two of them as R and NumPy do by default (type 7 of Hyndman and Fan).
/// REQUIRES: sorted and not empty; 0 <= fraction <= 1.
double quantile(std::span<const double> sorted, double fraction);

/// REQUIRES: sorted, two numbers or more, none beyond +-1e300.
Summary summarize(std::span<const double> sorted);

/// What Student's distribution with `degrees` of freedom exceeds, to both
/// sides together, in 100 - `confidence` of 100 cases.
/// REQUIRES: degrees > 0; 0 < confidence < 100.
double t_quantile(double degrees, double confidence);

enum class Variances {
  kPooled,    // one for both sets, as Student has it
  kSeparate,  // one for each, as Welch has it
};

/// The second set against the first.
struct Comparison {
  double difference;  // of the means, second minus first
  double half_width;  // the interval is difference +- half_width
  double degrees;     // of freedom; seldom a whole number with kSeparate

  /// Is 0 outside the interval? An interval that ends at 0 proves nothing.
  [[nodiscard]] bool proven() const;
};

/// `confidence` is in percent. Two sets that do not vary at all have an
/// interval without width, so any difference between them is proven.
Comparison compare(const Summary& first, const Summary& second,
                   double confidence, Variances variances);

/// How many times the larger deviation is the smaller: at least 1, infinite
/// when one of them is 0, and 1 when both are.
double deviation_ratio(const Summary& first, const Summary& second);

/// Beyond this ratio of the deviations, pooling them is doubtful. A rule of
/// thumb: Moore and McCabe, "Introduction to the Practice of Statistics". No
/// F test, which trusts normality more than the t test that it is to guard.
inline constexpr double kDoubtfulRatio = 2;

}  // namespace statcompare

#endif
