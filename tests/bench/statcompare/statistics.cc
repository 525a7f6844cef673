#include "tests/bench/statcompare/statistics.hh"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace statcompare {
namespace {

struct Moments {
  double mean, deviation;
};

// The squares of numbers as large as 1e300, or as small as a double can be.
static_assert(std::numeric_limits<long double>::max_exponent10 > 700 &&
              std::numeric_limits<long double>::min_exponent10 < -700);

// Of distances from a centre among the numbers. They are exact, or nearly so,
// where the numbers are close together, which is where it matters.
Moments moments_of(std::span<const double> sorted, double centre) {
  const auto count = static_cast<long double>(sorted.size());
  long double sum = 0;
  for (const long double number : sorted) sum += number - centre;
  const long double mean = sum / count;
  long double squares = 0;
  for (const long double number : sorted) {
    const long double distance = number - centre - mean;
    squares += distance * distance;
  }
  return {static_cast<double>(centre + mean),
          static_cast<double>(std::sqrt(squares / (count - 1)))};
}

// The standard error of the difference, and its degrees of freedom. The
// deviations are relative to the larger one, so that no square overflows.
struct Error {
  double relative, degrees;
};

Error pooled_error(double n1, double s1, double n2, double s2) {
  const double degrees = n1 + n2 - 2;
  const double variance = ((n1 - 1) * s1 * s1 + (n2 - 1) * s2 * s2) / degrees;
  return {std::sqrt(variance * (1 / n1 + 1 / n2)), degrees};
}

Error separate_error(double n1, double s1, double n2, double s2) {
  const double v1 = s1 * s1 / n1;
  const double v2 = s2 * s2 / n2;
  return {std::sqrt(v1 + v2),
          (v1 + v2) * (v1 + v2) / (v1 * v1 / (n1 - 1) + v2 * v2 / (n2 - 1))};
}

}  // namespace

double quantile(std::span<const double> sorted, double fraction) {
  const double position = fraction * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = position - static_cast<double>(below);
  return sorted[below] + part * (sorted[above] - sorted[below]);
}

Summary summarize(std::span<const double> sorted) {
  const double median = quantile(sorted, 0.5);
  const Moments moments = moments_of(sorted, median);
  return {.count = sorted.size(),
          .min = sorted.front(),
          .lower_quartile = quantile(sorted, 0.25),
          .median = median,
          .upper_quartile = quantile(sorted, 0.75),
          .max = sorted.back(),
          .mean = moments.mean,
          .deviation = moments.deviation};
}

double t_quantile(double degrees, double confidence) {
  const boost::math::students_t distribution(degrees);
  // The complement keeps the digits that 1 - (a small number) would lose.
  return quantile(complement(distribution, (100 - confidence) / 200));
}

bool Comparison::proven() const { return std::abs(difference) > half_width; }

Comparison compare(const Summary& first, const Summary& second,
                   double confidence, Variances variances) {
  const auto n1 = static_cast<double>(first.count);
  const auto n2 = static_cast<double>(second.count);
  const double difference = second.mean - first.mean;
  const double larger = std::max(first.deviation, second.deviation);
  if (larger == 0) return {difference, 0, n1 + n2 - 2};
  const double s1 = first.deviation / larger;
  const double s2 = second.deviation / larger;
  const Error error = variances == Variances::kPooled
                          ? pooled_error(n1, s1, n2, s2)
                          : separate_error(n1, s1, n2, s2);
  const double t = t_quantile(error.degrees, confidence);
  return {difference, t * error.relative * larger, error.degrees};
}

double deviation_ratio(const Summary& first, const Summary& second) {
  const auto [smaller, larger] = std::minmax(first.deviation, second.deviation);
  if (larger == 0) return 1;
  if (smaller == 0) return std::numeric_limits<double>::infinity();
  return larger / smaller;
}

}  // namespace statcompare
