// Why nobody can go on: who waits for whom.
//
// A cycle of threads, each waiting for a lock, an end or a once routine of
// the next, is a deadlock. Without a cycle some thread waits for an event:
// then it is a lost wake-up if lost_wakeup.hh finds one, and otherwise a
// deadlock that lists what everybody waits for.
// Thread: any.
#pragma once

#include <span>

#include "labs/interleave/analysis/finding.hh"
#include "labs/interleave/analysis/held_locks.hh"

namespace interleave {

// REQUIRES: outcome.ending is kBlocked. steps[i] is where threads[i] took the
// lock, or began the routine, that its predecessor in the cycle waits for
// (its first step if the predecessor joins it); without a cycle the last step
// of each blocked thread.
Finding deadlock_of(std::span<const Event> events, const Outcome& outcome,
                    const HeldLocks& held);

}  // namespace interleave
