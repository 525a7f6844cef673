// Which locks a thread holds at a step.
//
// Concurrency: none; pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "labs/interleave/report/document.hh"

namespace interleave {

// The locks that a step's thread holds when it gets there, in the order in
// which it took them.
std::vector<std::string> locks_held(const TraceDocument& document,
                                    std::uint32_t step);

// The step took a lock that belongs to its thread.
bool took_lock(const TraceStep& step);

// Semaphores that are used as locks: the steps that took something from one
// that their thread had not given back in the end. A semaphore to which
// somebody posts who has taken nothing is a signal, not a lock.
std::vector<std::uint32_t> taken_and_kept(const TraceDocument& document);

// "a", "a and b", "a, b and c"
std::string enumerated(const std::vector<std::string>& words);

}  // namespace interleave
