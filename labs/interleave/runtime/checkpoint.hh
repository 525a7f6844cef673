// The program's memory as it was when main was entered, and how to put it
// back. Small regions are copied whole; of large ones only pages that some
// schedule wrote, found by write protection.
//
// Stacks and the heap are not here: they were empty, or are put back by what
// manages them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace interleave {

struct Region {
  char* begin;
  char* saved;  // an equal number of bytes
  std::size_t size;
  bool tracked;   // by page
  bool* written;  // of each page, if tracked: it was written and is saved
};

inline constexpr unsigned kMaxRegions = 512;
inline constexpr unsigned kMaxDirtyPages = 1 << 16;
inline constexpr std::size_t kCopiedWhole = 256 << 10;

struct Checkpoint {
  Region regions[kMaxRegions];
  unsigned region_count;
  unsigned dirty_count;
  struct Page {
    char* address;
    const char* saved;
  } * dirty;  // of all schedules so far
};

void add_region(Checkpoint& checkpoint, char* begin, std::size_t size);
// All writable mappings. Of the kernel's own stack of the process only what
// the program was started with, which begins at `arguments`.
void save_program(Checkpoint& checkpoint, char** arguments);
// Could the program write there when main was entered?
bool in_region(const Checkpoint& checkpoint, std::uintptr_t address);
std::uint64_t restore(Checkpoint& checkpoint);  // bytes copied
// A fault at an address. True: it was a write to a protected page of a tracked
// region, which is now saved and writable.
bool note_dirty(Checkpoint& checkpoint, std::uintptr_t address);
// The same in advance, for all bytes of a range that are in such a region.
void save_range(Checkpoint& checkpoint, std::uintptr_t address,
                std::size_t size);

}  // namespace interleave
