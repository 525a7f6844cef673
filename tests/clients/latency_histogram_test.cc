#include "clients/load/latency_histogram.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <thread>

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

// From 100 ns to 100 s, in steps of a thousandth: what is reported for the
// first of two values, so that the maximum does not cap it.
TEST(LatencyHistogram, ResolvesOnePercentFromNanosecondsToMinutes) {
  for (double ns = 100; ns <= 100e9; ns *= 1.001) {
    const auto value = static_cast<std::uint64_t>(ns);
    const LatencyHistogram histogram = histogram_of({value, 2 * value});
    const std::uint64_t reported = histogram.percentile(0.5);
    ASSERT_GE(reported, value);
    ASSERT_LE(double(reported), double(value) * 1.01) << value;
  }
}

TEST(LatencyHistogram, MergesTheHistogramsOfManyThreads) {
  const auto values = values_of_all_sizes(8 * 1000, 3);
  LatencyHistogram of_all = histogram_of(values);
  std::vector<LatencyHistogram> parts(8);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      threads.emplace_back([&values, &part = parts[i], i] {
        for (std::size_t at = i; at < values.size(); at += 8) {
          part.record(values[at]);
        }
      });
    }
  }
  LatencyHistogram merged;
  for (const LatencyHistogram& part : parts) merged.merge(part);
  EXPECT_EQ(merged.count(), of_all.count());
  EXPECT_EQ(merged.max(), of_all.max());
  EXPECT_EQ(merged.moments().mean, of_all.moments().mean);
  for (const std::uint64_t value : values) {
    ASSERT_EQ(merged.count_through(value), of_all.count_through(value));
  }
}

TEST(LatencyHistogram, CountsWhatDoesNotExceedAValue) {
  const LatencyHistogram histogram = histogram_of({1, 2, 2, 200, 1'000'000});
  EXPECT_EQ(histogram.count_through(0), 0u);
  EXPECT_EQ(histogram.count_through(2), 3u);
  EXPECT_EQ(histogram.count_through(199), 3u);
  EXPECT_EQ(histogram.count_through(900'000), 4u);
  EXPECT_EQ(histogram.count_through(1'000'000), 5u);
}

TEST(LatencyHistogram, KnowsMeanAndDeviation) {
  EXPECT_EQ(LatencyHistogram().moments().mean, 0);
  EXPECT_EQ(LatencyHistogram().moments().deviation, 0);
  const auto [mean, deviation] =
      histogram_of({2, 4, 4, 4, 5, 5, 7, 9}).moments();
  EXPECT_EQ(mean, 5);
  EXPECT_EQ(deviation, 2);
  const auto large = histogram_of({1'000'000, 3'000'000}).moments();
  EXPECT_NEAR(large.mean, 2'000'000, 2'000'000 / 256.0);
  EXPECT_NEAR(large.deviation, 1'000'000, 1'000'000 / 128.0);
}

}  // namespace
}  // namespace load
