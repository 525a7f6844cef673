// A run that the runtime gave up because round after round every thread gave
// way: is it a livelock, or only slow?
//
// The shared state at the end of a round is what the locations hold that at
// least two threads used since the last progress, and who holds which lock;
// what one thread uses alone, such as a count of its attempts, says nothing
// about the others. It is a livelock if the last quarter of the rounds
// brought no state that had not been there before, and slow progress, which
// is no finding, if it did.
// Thread: any.
#pragma once

#include <optional>
#include <span>

#include "labs/interleave/analysis/finding.hh"

namespace interleave {

// REQUIRES: outcome.ending is kStalled. One step for each thread that takes
// part: the first in the program of those with which it gave way.
std::optional<Finding> livelock_of(std::span<const Event> events,
                                   const Outcome& outcome);

}  // namespace interleave
