// Statistic: what luck shows, when a program is run many times.
//
// Thread: any, one at a time.
#ifndef LABS_DEMOS_COMMAND_STATISTIC_HH
#define LABS_DEMOS_COMMAND_STATISTIC_HH

#include <map>
#include <string>

#include "labs/demos/command/catalogue.hh"
#include "labs/demos/command/program_run.hh"

namespace demos {

/// What came of a run, in a few words: its last line, or how it ended.
struct Outcome {
  std::string text;
  bool is_failure;
  auto operator<=>(const Outcome&) const = default;
};

struct Statistic {
  int runs = 0;
  int failed = 0;  // all that did not go well
  int stuck = 0;   // of those
  double seconds = 0;
  std::map<Outcome, int> outcomes{};  // how often each was seen
  ProgramRun example{};  // the first that failed; of none, the first
};

/// Runs `command` `runs` times; fewer when it was stuck several times, or takes
/// more than some seconds in all. On a terminal, progress is shown.
/// Errors: std::system_error.
[[nodiscard]] Statistic run_often(const Words& command, int runs,
                                  const RunOptions& options);

/// The same, `runs` times, whatever comes of it.
[[nodiscard]] Statistic run_times(const Words& command, int runs,
                                  const RunOptions& options);

/// "failed in 3 of 100 runs, in 0.4 s".
[[nodiscard]] std::string summary_of(const Statistic& statistic);

/// The summary, and the most frequent outcomes as bars.
[[nodiscard]] std::string describe(const Statistic& statistic);

/// How a run ended, in a sentence.
[[nodiscard]] std::string end_of(const ProgramRun& run);

/// The first and the last lines of `output`, if there are many.
[[nodiscard]] std::string excerpt_of(const std::string& output);

}  // namespace demos

#endif
