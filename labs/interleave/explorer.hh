// The search: a strategy hands out schedules, workers run and judge them, the
// first failing one in the strategy's order wins.
//
// Concurrency: one thread a worker, each with its own runner. The strategy and
// everything that comes of the runs are used under one lock and in the order
// of the schedules, whichever worker is done first: the result does not depend
// on the number of workers.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "labs/interleave/analysis/analysis.hh"
#include "labs/interleave/runner.hh"
#include "labs/interleave/search/strategy.hh"

namespace interleave {

// Of a program that did not come to its end in any of so many schedules, none
// is expected to.
inline constexpr std::uint64_t kEndlessSchedules = 10;

struct ExploreSettings {
  std::uint64_t schedules = 20'000;
  // So many more once something is found that need not have consequences.
  std::uint64_t after_potential = 1'000;
  unsigned jobs = 1;
  RaceDetector detector = RaceDetector::kHappensBefore;
  // Whoever spins gives way in time. Else a schedule that is cut short says
  // nothing of the program.
  bool fair = true;
};

// A schedule that went wrong.
struct Failure {
  std::uint64_t number = 0;  // of the schedule, from 1
  Schedule schedule;
  Recording run;
  std::vector<Finding> findings;  // the first is the verdict
  std::uint32_t round_limit = 0;  // the runner's that it took; 0: the default
};

struct Exploration {
  std::optional<Failure> failure;
  // What was found first, if `failure` came later, as its consequence.
  std::optional<Failure> beneath;
  std::uint64_t schedules = 0;
  std::uint64_t cut = 0;       // given up before their end
  std::uint64_t diverged = 0;  // the program did not do what it had done
  std::uint64_t quiet = 0;     // ended in a wait for further clients
  bool exhausted = false;      // there was no more to try
  bool one_thread = false;     // the program starts none: one schedule
  bool stopped = false;        // `enough` said so
  bool endless = false;        // no schedule came to its end
  std::string coverage;        // the strategy's clause
  // What the program did that cannot be explored: a call that is not
  // modelled. The search ends there.
  std::string obstacle;
};

struct ExploreObservers {
  // A schedule that ended with nothing wrong, in order.
  std::function<void(const Schedule&, const Run&)> passed;
  // After each schedule: so many, of at most so many.
  std::function<void(std::uint64_t, std::uint64_t, const Strategy&)> progress;
  // Asked after each schedule: may the search end here?
  std::function<bool()> enough;
};

// Blocks until it is over. Errors: throws CannotExplore.
Exploration explore(Strategy& strategy, const MakeRunner& make_runner,
                    const ExploreSettings& settings,
                    const ExploreObservers& observers = {});

// A processor for the n-th worker, of those we may use; the first has the one
// that we are on.
int processor_of(unsigned worker);

}  // namespace interleave
