// What a run led to: the one finding that its ending shows, if any.
//
// Thread: any. For runs that ended badly, so it takes its time.
#pragma once

#include <optional>
#include <span>

#include "labs/interleave/analysis/finding.hh"
#include "labs/interleave/analysis/held_locks.hh"

namespace interleave {

// `held`: the locks held when the run ended.
std::optional<Finding> consequence_of(std::span<const Event> events,
                                      const Outcome& outcome,
                                      const HeldLocks& held);

}  // namespace interleave
