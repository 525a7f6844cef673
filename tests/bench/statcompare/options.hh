// The command line of statcompare.
#ifndef TESTS_BENCH_STATCOMPARE_OPTIONS_HH
#define TESTS_BENCH_STATCOMPARE_OPTIONS_HH

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace statcompare {

/// Nothing to do: the text is printed already, exit with this.
struct ExitStatus {
  int value;  // 0 after --help and --version, 2 after wrong usage
};

struct Options {
  std::vector<std::string> files;  // 2 to 26, "-" at most once
  std::size_t column = 1;
  double confidence = 95;  // in percent
  bool welch = false;
};

std::variant<Options, ExitStatus> parse(int argc, char** argv);

}  // namespace statcompare

#endif
