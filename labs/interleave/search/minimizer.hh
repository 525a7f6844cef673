// Finds a simpler schedule with the same failure: fewest preemptions first,
// then fewest deviations, then the lowest alternatives and the earliest
// steps. Greedy: the result is minimal in that no single step of it makes the
// schedule simpler, not the best there is.
//
// The moves, until none helps or the replays are used up: leaving out
// deviations, alone and in blocks; joining a stretch of a thread with that
// thread's stretch before or after it, which also moves all later steps; in
// place of several deviations a single one, anywhere; and taking a lower
// alternative.
//
// Thread: the predicate is called on the caller's.
// Source: Zeller, Hildebrandt, "Simplifying and isolating failure-inducing
// input", TSE 2002; Jalbert, Sen, "A trace simplification technique for
// effective debugging of concurrent programs", FSE 2010.
#pragma once

#include <functional>
#include <vector>

#include "labs/interleave/search/run.hh"

namespace interleave {

// Replays a schedule. True: the same failure; `actual` is then what
// switches_of() tells of the run (deviations.hh), or deviations_of(), with
// which the second move is not available.
using FailsAlike =
    std::function<bool(const Schedule&, std::vector<Deviation>& actual)>;

inline constexpr unsigned kMostReplays = 500;

struct Minimized {
  Schedule schedule;  // the policy is kGuided, the flags are as before
  unsigned preemptions = 0;
  unsigned replays = 0;
};

// If `failing` itself does not fail again it comes back as it is.
Minimized minimize(const Schedule& failing, const FailsAlike& fails_alike,
                   unsigned most_replays = kMostReplays);

}  // namespace interleave
