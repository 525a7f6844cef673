// LatencyHistogram: how often each latency occurred, in constant memory.
//
// Log-linear buckets: values below 256 have a bucket each; above that, every
// power of two is divided into 128 buckets of equal width. A percentile is
// reported as the upper end of its bucket: never less than the true value, and
// more by less than 1/128 of it (0.8 %). The maximum is exact. 58 KiB cover
// every 64-bit value, so that nothing is ever clipped.
//
// Source: G. Tene's HdrHistogram, whose idea this is; the code is our own.
#ifndef CLIENTS_LOAD_LATENCY_HISTOGRAM_HH
#define CLIENTS_LOAD_LATENCY_HISTOGRAM_HH

#include <cstddef>
#include <cstdint>
#include <vector>

namespace load {

/// Counts values of one unit (echo-load uses nanoseconds).
///
/// Thread: not synchronised; one for each thread, merged at the end.
class LatencyHistogram {
 public:
  /// A reported percentile exceeds the true one by less than this part of it.
  static constexpr double kRelativeError = 1.0 / 128;

  LatencyHistogram();

  /// Counts one value.
  void record(std::uint64_t value);

  /// Counts everything that `other` counted.
  void merge(const LatencyHistogram& other);

  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// The largest value recorded, exactly; 0 when there is none.
  [[nodiscard]] std::uint64_t max() const { return max_; }

  /// The smallest reported value that at least `fraction` of all recorded
  /// values do not exceed: percentile(0.99) is the p99. 0 when nothing was
  /// recorded. REQUIRES: 0 <= fraction <= 1.
  [[nodiscard]] std::uint64_t percentile(double fraction) const;

  /// How many values were recorded that do not exceed `value`, or share its
  /// bucket.
  [[nodiscard]] std::uint64_t count_through(std::uint64_t value) const;

  /// Mean and standard deviation, each value taken for the middle of its
  /// bucket; 0 when nothing was recorded.
  struct Moments {
    double mean;
    double deviation;
  };
  [[nodiscard]] Moments moments() const;

 private:
  static std::size_t bucket_of(std::uint64_t value);
  static std::uint64_t upper_end(std::size_t bucket);
  static double middle(std::size_t bucket);

  std::vector<std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
  std::uint64_t max_ = 0;
};

}  // namespace load

#endif
