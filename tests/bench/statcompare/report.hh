// What statcompare prints: the sets in numbers, and each verdict in words.
#ifndef TESTS_BENCH_STATCOMPARE_REPORT_HH
#define TESTS_BENCH_STATCOMPARE_REPORT_HH

#include <span>
#include <string>

#include "tests/bench/statcompare/statistics.hh"

namespace statcompare {

/// A column for each set, called A, B and so on; at most 80 columns of text
/// wide: sets that do not fit follow in a table below. REQUIRES: 1 to 26.
std::string table(std::span<const Summary> sets);

struct Judgement {
  Comparison comparison;
  Variances variances;
  double ratio;       // of the deviations
  double confidence;  // in percent
  double first_mean;  // what the percentage refers to
};

/// Compares as `compare` does; with `welch`, the variances are kept apart
/// where the deviations differ by more than kDoubtfulRatio.
Judgement judge(const Summary& first, const Summary& second, double confidence,
                bool welch);

/// The judgement on the set called `label` against A, on a few lines.
std::string verdict(char label, const Judgement& judgement);

}  // namespace statcompare

#endif
