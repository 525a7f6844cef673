// What is done with a failing schedule: it is confirmed in a fresh process,
// made as simple as possible, and run a last time with all that a report needs.
//
// Thread: the runs are made on the caller's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "labs/interleave/analysis/analysis.hh"
#include "labs/interleave/explorer.hh"
#include "labs/interleave/nondeterminism.hh"
#include "labs/interleave/runner.hh"

namespace interleave {

// The step at which the run could still have been saved, and a schedule that
// is the same up to there and passes.
struct LastChance {
  std::uint32_t step = 0;
  Schedule schedule;
  Recording run;
};

struct Investigation {
  Schedule schedule;              // guided; replays the run below
  Recording run;                  // with its calls, if it can be replayed
  std::vector<Finding> findings;  // the verdict first
  unsigned preemptions = 0;
  std::optional<LastChance> last_chance;
  // The run that was found and its replay differ. If the replay did not fail,
  // that is the verdict, and `run` is the one that was found.
  std::optional<Nondeterminism> nondeterminism;
  std::vector<std::string> notes;  // what could not be done, a line each
};

// Errors: throws CannotExplore.
Investigation investigate(const Failure& failure, const MakeRunner& make_runner,
                          RaceDetector detector);

}  // namespace interleave
