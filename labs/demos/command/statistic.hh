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

/// How often to run something.
struct Runs {
  int usual;        // fewer if it is stuck several times, or takes too long
  int exactly = 0;  // instead, if it is not 0: whatever comes of it
};

/// Runs `command` that often. On a terminal, progress is shown.
/// Errors: as of run_program().
[[nodiscard]] Statistic run_often(const Words& command, const Runs& runs,
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
