#include "clients/load/latency_histogram.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace load {
namespace {

// Values of every magnitude: as many below a microsecond as above a minute.
std::vector<std::uint64_t> values_of_all_sizes(int count, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<int> shift(0, 63);
  std::vector<std::uint64_t> values;
  for (int i = 0; i < count; ++i) values.push_back(random() >> shift(random));
  return values;
}

LatencyHistogram histogram_of(const std::vector<std::uint64_t>& values) {
  LatencyHistogram histogram;
  for (const std::uint64_t value : values) histogram.record(value);
  return histogram;
}

TEST(LatencyHistogram, IsEmptyAtFirst) {
  const LatencyHistogram histogram;
  EXPECT_EQ(histogram.count(), 0u);
  EXPECT_EQ(histogram.max(), 0u);
  EXPECT_EQ(histogram.percentile(0.99), 0u);
}

TEST(LatencyHistogram, KeepsSmallValuesExactly) {
  LatencyHistogram histogram;
  for (std::uint64_t value = 1; value <= 200; ++value) histogram.record(value);
  EXPECT_EQ(histogram.percentile(0), 1u);
  EXPECT_EQ(histogram.percentile(0.25), 50u);
  EXPECT_EQ(histogram.percentile(0.5), 100u);
  EXPECT_EQ(histogram.percentile(0.99), 198u);
  EXPECT_EQ(histogram.percentile(1), 200u);
}

TEST(LatencyHistogram, OverstatesByLessThanItsStatedError) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    auto values = values_of_all_sizes(999, seed);
    const LatencyHistogram histogram = histogram_of(values);
    std::sort(values.begin(), values.end());
    for (std::size_t rank = 1; rank <= values.size(); ++rank) {
      // Half a rank below, so that rounding cannot move to the next one.
      const double fraction = (double(rank) - 0.5) / double(values.size());
      const std::uint64_t truth = values[rank - 1];
      const std::uint64_t reported = histogram.percentile(fraction);
      ASSERT_GE(reported, truth) << "seed " << seed << ", rank " << rank;
      ASSERT_LE(double(reported - truth),
                double(truth) * LatencyHistogram::kRelativeError)
          << "seed " << seed << ", rank " << rank << ", value " << truth;
    }
  }
}

TEST(LatencyHistogram, HoldsEveryPowerOfTwoAndItsNeighbours) {
  for (int power = 0; power < 64; ++power) {
    const std::uint64_t middle = std::uint64_t{1} << power;
    for (const std::uint64_t value : {middle - 1, middle, middle + 1}) {
      const LatencyHistogram histogram = histogram_of({value});
      EXPECT_EQ(histogram.percentile(0.5), value);  // the maximum caps it
      EXPECT_EQ(histogram.max(), value);
    }
  }
}

TEST(LatencyHistogram, TakesTheLargestValueThereIs) {
  constexpr auto kLargest = std::numeric_limits<std::uint64_t>::max();
  const LatencyHistogram histogram = histogram_of({0, kLargest});
  EXPECT_EQ(histogram.percentile(0.5), 0u);
  EXPECT_EQ(histogram.percentile(1), kLargest);
}

TEST(LatencyHistogram, ReportsAMaximumThatIsExact) {
  const LatencyHistogram histogram = histogram_of({1'000'003, 1'000'007});
  EXPECT_EQ(histogram.max(), 1'000'007u);
  EXPECT_EQ(histogram.percentile(1), 1'000'007u);
}

TEST(LatencyHistogram, MergesAsIfAllHadBeenRecordedInOne) {
  const auto first = values_of_all_sizes(500, 1);
  const auto second = values_of_all_sizes(700, 2);
  auto both = first;
  both.insert(both.end(), second.begin(), second.end());
  LatencyHistogram merged = histogram_of(first);
  merged.merge(histogram_of(second));
  const LatencyHistogram expected = histogram_of(both);
  EXPECT_EQ(merged.count(), expected.count());
  EXPECT_EQ(merged.max(), expected.max());
  for (int percent = 0; percent <= 100; ++percent) {
    EXPECT_EQ(merged.percentile(percent / 100.0),
              expected.percentile(percent / 100.0))
        << "p" << percent;
  }
}

}  // namespace
}  // namespace load
