// The program's heap while it is explored: one arena a thread, never reused
// within a schedule, so that a block's place does not depend on what other
// threads do and a use after free is seen.
//
// Blocks are aligned to 16 bytes; a byte of `marks` tells what each such
// granule is.
#pragma once

#include <cstddef>
#include <cstdint>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

inline constexpr std::uintptr_t kArenas = 0x200000000000;
inline constexpr std::size_t kArenaSpan = std::size_t{256} << 20;
inline constexpr std::uintptr_t kArenasEnd = kArenas + kMaxThreads * kArenaSpan;
inline constexpr std::uintptr_t kMarks = kArenasEnd;  // one byte for 16

enum class Mark : std::uint8_t { kOutside, kLive, kFreed };

struct Heap {
  bool ready;
  std::size_t used[kMaxThreads];  // bytes of each arena
  std::size_t kept;               // of arena 0, at the checkpoint
  char* saved;                    // arena 0's bytes and marks then
};

struct BlockHeader {
  std::uint64_t size;
  std::uint64_t unused;
};

void heap_initialise();
// Zeroed. Null: no room.
void* heap_allocate(unsigned thread, std::size_t size, std::size_t alignment);
void heap_free(void* block);
inline BlockHeader& header_of(void* block) {
  return static_cast<BlockHeader*>(block)[-1];
}
inline bool in_heap(std::uintptr_t address) {
  return address - kArenas < kArenasEnd - kArenas;
}
inline Mark& mark_of(std::uintptr_t address) {
  return reinterpret_cast<Mark*>(kMarks)[(address - kArenas) >> 4];
}
void heap_save();
std::uint64_t heap_restore();  // bytes written
// The block that holds an address (freed ones, too), or null.
void* heap_block(std::uintptr_t address);
// The block next to an address that is in none, or null.
void* heap_block_beside(std::uintptr_t address);

}  // namespace interleave
