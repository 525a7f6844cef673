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
// (its first step if the predecessor joins it). Without a cycle the threads
// are those whose wait nobody is left to end, not those that wait for them;
// the steps are where ended threads took the locks that those want, and the
// last steps of those that want none of these.
Finding deadlock_of(std::span<const Event> events, const Outcome& outcome,
                    const HeldLocks& held);

}  // namespace interleave
