// What the ends of runs say of the program, whether or not something failed.
//
// Thread: any.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "labs/interleave/explorer.hh"

namespace interleave {

// The clients that connected, one bit each.
std::uint32_t connections(const Run& run);

// A program without threads, clients and timeouts decides nothing.
bool is_only_schedule(const Run& run);

// A server that nobody talks to fails in nothing. `clients`: their scripts.
std::vector<std::string> client_warnings(
    const Exploration& found, const std::vector<std::string>& clients);

}  // namespace interleave
