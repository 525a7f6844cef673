// Which write each read of a run saw, byte by byte, and which locations
// several threads share.
//
// Concurrency: none; a pure function.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

struct ReadsFrom {
  std::vector<std::optional<std::uint32_t>> saw;  // one a step
  std::vector<bool> initial;  // a read of what nobody wrote in this run
  // Neither: no read, or somebody wrote there unseen, because the value is
  // not the one that was written last.
  std::vector<bool> shared;  // used by several threads, written by one
};

ReadsFrom reads_from(std::span<const Event> events);

// The bytes an access covers, as first_byte() numbers them: [begin, end).
struct ByteSpan {
  std::uint64_t begin = 0, end = 0;
};
ByteSpan bytes_of(const Event& event);

}  // namespace interleave
