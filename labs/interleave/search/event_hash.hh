// A hash of what happened in a run, the same on another build of the same
// source: it takes in threads, operations, sizes, and objects numbered in the
// order of their first use, but no addresses, values or places in the code.
//
// Thread: any; plain functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

std::uint32_t event_hash(std::span<const Event> events);

// The hashes of the prefixes of the given lengths, ascending, none longer
// than the run.
std::vector<std::uint32_t> prefix_hashes(std::span<const Event> events,
                                         std::span<const std::size_t> lengths);

// A hash of everything in the events: two runs of one schedule on one build
// differ in it unless the program is deterministic.
std::uint64_t exact_hash(std::span<const Event> events);

}  // namespace interleave
