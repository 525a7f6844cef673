#include "clients/load/latency_histogram.hh"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace load {
namespace {

// A value keeps its 8 leading bits. The top one of them is set in every value
// that has more, so that a power of two has 128 buckets.
constexpr int kKeptBits = 8;
constexpr std::size_t kPerPower = std::size_t{1} << (kKeptBits - 1);
constexpr std::size_t kBuckets = kPerPower * (64 - kKeptBits + 2);

}  // namespace

LatencyHistogram::LatencyHistogram() : buckets_(kBuckets) {}

std::size_t LatencyHistogram::bucket_of(std::uint64_t value) {
  const int dropped = std::max(0, int(std::bit_width(value)) - kKeptBits);
  return std::size_t(dropped) * kPerPower + std::size_t(value >> dropped);
}

std::uint64_t LatencyHistogram::upper_end(std::size_t bucket) {
  if (bucket < 2 * kPerPower) return bucket;
  const std::size_t dropped = bucket / kPerPower - 1;
  const std::uint64_t leading = bucket - dropped * kPerPower;
  return (leading << dropped) | ((std::uint64_t{1} << dropped) - 1);
}

double LatencyHistogram::middle(std::size_t bucket) {
  const double below =
      bucket == 0 ? -1 : static_cast<double>(upper_end(bucket - 1));
  return (below + 1 + static_cast<double>(upper_end(bucket))) / 2;
}

void LatencyHistogram::record(std::uint64_t value) {
  ++buckets_[bucket_of(value)];
  ++count_;
  max_ = std::max(max_, value);
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  for (std::size_t i = 0; i < kBuckets; ++i) buckets_[i] += other.buckets_[i];
  count_ += other.count_;
  max_ = std::max(max_, other.max_);
}

std::uint64_t LatencyHistogram::percentile(double fraction) const {
  if (count_ == 0) return 0;
  const double rank = std::ceil(fraction * static_cast<double>(count_));
  const auto wanted = std::max(std::uint64_t{1}, std::uint64_t(rank));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    seen += buckets_[i];
    if (seen >= wanted) return std::min(upper_end(i), max_);
  }
  return max_;
}

std::uint64_t LatencyHistogram::count_through(std::uint64_t value) const {
  const auto end =
      buckets_.begin() + static_cast<std::ptrdiff_t>(bucket_of(value)) + 1;
  return std::accumulate(buckets_.begin(), end, std::uint64_t{0});
}

LatencyHistogram::Moments LatencyHistogram::moments() const {
  if (count_ == 0) return {0, 0};
  const auto count = static_cast<double>(count_);
  double sum = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    sum += static_cast<double>(buckets_[i]) * middle(i);
  }
  const double mean = sum / count;
  double squares = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    const double distance = middle(i) - mean;
    squares += static_cast<double>(buckets_[i]) * distance * distance;
  }
  return {mean, std::sqrt(squares / count)};
}

}  // namespace load
