// The command line of `interleave`, but for `cc` and `c++`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "labs/interleave/analysis/analysis.hh"

namespace interleave {

// What to run, shared by run and replay.
struct Subject {
  std::vector<std::string> arguments;  // the program first
  std::vector<std::string> clients;    // their scripts' paths
  RaceDetector detector = RaceDetector::kHappensBefore;
  bool spurious_wakeups = false;
  std::uint32_t steps = 100'000;  // at most, of one schedule
  std::string trace;              // a file; "-": standard output; empty: none
  std::string json;               // the same
};

struct RunOptions {
  Subject subject;
  std::uint64_t schedules = 20'000;
  std::uint64_t seconds = 0;  // of searching; 0: no limit
  std::uint64_t seed = 1;
  std::string strategy = "portfolio";
  unsigned bound = 2;
  unsigned jobs = 1;
  std::string memoize;        // a folder, or empty
  std::string only_memoized;  // a folder, or empty
  bool untrusted = false;
};

struct ReplayOptions {
  Subject subject;
  std::string token;  // or the path of a trace file
};

struct ShowOptions {
  std::string trace;
  unsigned width = 0;  // 0: as wide as the terminal
};

struct HtmlOptions {
  std::string trace;
  std::string page;  // "-": standard output
};

// Nothing to do: the text is printed already, exit with this.
struct ExitStatus {
  int value;  // 0 after --help and --version, 2 after wrong usage
};

using Options = std::variant<RunOptions, ReplayOptions, ShowOptions,
                             HtmlOptions, ExitStatus>;

Options parse_options(int argc, char** argv);

}  // namespace interleave
