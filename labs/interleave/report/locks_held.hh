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

// "a", "a and b", "a, b and c"
std::string enumerated(const std::vector<std::string>& words);

}  // namespace interleave
