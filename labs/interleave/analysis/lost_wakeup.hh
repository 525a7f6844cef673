// Did a thread that waits for ever miss a wake-up?
//
// A wait on a condition (or a futex) that was never signalled is a deadlock,
// and so is the wait of a consumer that has looked and found nothing, however
// many signals found nobody waiting before that: they were for something
// else. A wake-up was lost if one of these holds.
//
//  1. Nobody waited when thread S signalled, and between then and its wait
//     the waiter did not look: it read nothing that S had written while both
//     lived (or, if the waiter did not live yet, that S had written at all).
//  2. Nobody waited when S signalled, or the waiter itself took the signal
//     but went back to wait as in 3; it looked and found nothing; and S
//     changed what it had read afterwards, without a signal after that: it
//     signalled too early.
//  3. The waiter waited, but another waiter took the signal and went back to
//     wait on the same condition without having written anything that other
//     threads see: the signal was for the first (a broadcast is needed).
//
// A futex wait looks at its word itself. Who read from the count of a futex's
// waiters that there are none has signalled, as far as a program can see:
// std::atomic's notify_one() does no more then.
// Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "labs/interleave/analysis/finding.hh"

namespace interleave {

// `wait`: the kCondWait or kFutexWait that never ended. The steps of the
// finding are the signal, then the wait, and in case 3 the other's wake-up.
std::optional<Finding> lost_wakeup_of(std::span<const Event> events,
                                      const Outcome& outcome,
                                      std::uint32_t wait);

}  // namespace interleave
