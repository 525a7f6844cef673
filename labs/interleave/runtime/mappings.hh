// What the program maps while it is explored: at addresses of the runtime's
// choice, one range a thread, never reused within a schedule, and unmapped at
// its end. As with the heap, a mapping's place does not depend on what other
// threads do, and a use after its end is seen.
#pragma once

#include <cstddef>
#include <cstdint>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

inline constexpr std::uintptr_t kMappings = 0x300000000000;
inline constexpr std::size_t kMappingSpan = std::size_t{16} << 30;
inline constexpr std::uintptr_t kMappingsEnd =
    kMappings + kMaxThreads * kMappingSpan;

inline bool in_mappings(std::uintptr_t address) {
  return address - kMappings < kMappingsEnd - kMappings;
}

void unmap_all();

}  // namespace interleave
