// Finds the commonest story of all: read, somebody else writes, write.
//
// Concurrency: none; a pure function.
#pragma once

#include <cstdint>
#include <optional>

#include "labs/interleave/report/document.hh"

namespace interleave {

struct LostUpdate {
  std::uint32_t read = 0;         // by one thread
  std::uint32_t overwritten = 0;  // a write by another one
  std::uint32_t write = 0;        // by the first one, in the same function
};

// The first one of a location that the findings are about.
std::optional<LostUpdate> find_lost_update(const TraceDocument& document);

}  // namespace interleave
