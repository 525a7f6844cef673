#include "clients/load/percentile_lines.hh"

#include <gtest/gtest.h>

namespace load {
namespace {

// Ten values, the last in a bucket from 9984 to 10047 ns, which the mean takes
// for 10015.5 ns. Microseconds are printed.
TEST(PercentileLines, AreThoseOfHdrHistogram) {
  LatencyHistogram histogram;
  for (std::uint64_t ns = 10; ns <= 90; ns += 10) histogram.record(ns);
  histogram.record(10'000);
  EXPECT_EQ(percentile_lines(histogram),
            "       Value     Percentile TotalCount 1/(1-Percentile)\n"
            "\n"
            "       0.010 0.000000000000          1           1.00\n"
            "       0.010 0.100000000000          1           1.11\n"
            "       0.020 0.200000000000          2           1.25\n"
            "       0.030 0.300000000000          3           1.43\n"
            "       0.040 0.400000000000          4           1.67\n"
            "       0.050 0.500000000000          5           2.00\n"
            "       0.060 0.550000000000          6           2.22\n"
            "       0.060 0.600000000000          6           2.50\n"
            "       0.070 0.650000000000          7           2.86\n"
            "       0.070 0.700000000000          7           3.33\n"
            "       0.080 0.750000000000          8           4.00\n"
            "       0.080 0.775000000000          8           4.44\n"
            "       0.080 0.800000000000          8           5.00\n"
            "       0.090 0.825000000000          9           5.71\n"
            "       0.090 0.850000000000          9           6.67\n"
            "       0.090 0.875000000000          9           8.00\n"
            "       0.090 0.887500000000          9           8.89\n"
            "       0.090 0.900000000000          9          10.00\n"
            "      10.000 1.000000000000         10\n"
            "#[Mean    =        1.047, StdDeviation   =        2.990]\n"
            "#[Max     =       10.000, Total count    =           10]\n");
}

TEST(PercentileLines, AreFewWhenNothingWasRecorded) {
  EXPECT_EQ(percentile_lines(LatencyHistogram()),
            "       Value     Percentile TotalCount 1/(1-Percentile)\n"
            "\n"
            "#[Mean    =        0.000, StdDeviation   =        0.000]\n"
            "#[Max     =        0.000, Total count    =            0]\n");
}

}  // namespace
}  // namespace load
