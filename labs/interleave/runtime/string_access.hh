// Accesses of the C library's functions to strings, for those that the
// program calls itself: ranges, like memcpy's. How far one reaches is seen
// before the thread's turn comes, and once more when it has come: others may
// have changed the string in between.
//
// What cannot change, as a literal, makes no event.
//
// Thread: the explored program's.
#pragma once

#include <cstddef>

#include "labs/interleave/runtime/access.hh"

namespace interleave {

inline constexpr std::size_t kWhole = ~std::size_t{0};

// Is a call from there to be seen? The loader's relocations may call functions
// on strings before the state is mapped.
bool is_visible(const void* return_address);

// Bytes of a string that are looked at, its end included, at most `most`.
std::size_t string_extent(const char* text, std::size_t most);

// May others change it, or free it?
bool can_change(const void* address);

// If a measurement crashes, the call is what crashed.
void blame_call(const void* return_address);

// After the turn has come: the access covers so many bytes.
void correct_length(Event* event, const void* address, std::size_t length);

// REQUIRES: is_visible(return_address); `measure` returns bytes.
template <typename Measure>
void note_read(const void* address, const void* return_address,
               Measure measure) {
  blame_call(return_address);
  if (!can_change(address)) return;
  Event* event =
      range_access(Op::kReadRange, address, measure(), return_address);
  correct_length(event, address, measure());
}

template <typename Measure>
void note_write(void* address, const void* return_address, Measure measure) {
  blame_call(return_address);
  Event* event =
      range_access(Op::kWriteRange, address, measure(), return_address);
  correct_length(event, address, measure());
}

// A string of which at most `most` bytes are read.
void note_string(const char* text, std::size_t most,
                 const void* return_address);

}  // namespace interleave
