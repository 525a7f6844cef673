// Who can take the next step, in the order that protocol.hh promises.
#pragma once

#include "labs/interleave/runtime/policy.hh"
#include "labs/interleave/runtime/thread.hh"

namespace interleave {

// Can the thread perform its pending operation; and if not, could a timeout or
// a spurious wake-up end its wait?
bool is_ready(const Thread& thread);
bool may_expire(const Thread& thread);

void list_candidates(Candidates& list);
// Every ready thread gave way: a round is complete, and time may pass. The
// list has to be made anew.
void begin_round(const Candidates& list);
// Nobody can go on but by a wake-up for no reason, which rescues nobody.
bool only_spurious(const Candidates& list);

}  // namespace interleave
