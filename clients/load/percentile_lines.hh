// A histogram as lines of percentiles, the text form of HdrHistogram, which its
// plotters and gnuplot read:
//
//        Value     Percentile TotalCount 1/(1-Percentile)
//
//       41.216 0.000000000000          1           1.00
//       58.367 0.100000000000        104           1.11
//   …
//   #[Mean    =       71.230, StdDeviation   =       20.111]
//   #[Max     =      912.640, Total count    =         1024]
//
// The steps are a fifth of the way to the next half of what remains: five up to
// the median, five up to 75 %, and so on, until no value remains. To plot:
// gnuplot> set logscale x; plot 'FILE' using 4:1 with lines
//
// Source: the format of outputPercentileDistribution of G. Tene's HdrHistogram.
#ifndef CLIENTS_LOAD_PERCENTILE_LINES_HH
#define CLIENTS_LOAD_PERCENTILE_LINES_HH

#include <string>

#include "clients/load/latency_histogram.hh"

namespace load {

/// The lines of a histogram of nanoseconds; their unit is the microsecond.
[[nodiscard]] std::string percentile_lines(const LatencyHistogram& latency_ns);

}  // namespace load

#endif
