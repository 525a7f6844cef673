// Which bytes an event touches, as numbers that ascend with the address.
//
// Thread: any.
#pragma once

#include <algorithm>
#include <cstdint>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

struct MemoryRange {
  std::uint64_t begin;
  std::uint64_t length;
};

// No range is longer than the offsets of a place go, whatever a program asked
// for.
inline constexpr std::uint64_t kLongestRange = std::uint64_t{1} << 40;

// REQUIRES: is_memory(event.op), or kAllocate or kRelease.
constexpr MemoryRange range_of(const Event& event) {
  const bool sized = event.op >= Op::kReadRange && event.op <= Op::kWriteRange;
  const bool block = event.op == Op::kAllocate || event.op == Op::kRelease;
  const std::uint64_t length = sized || block ? event.extra : event.size;
  return {first_byte(event.object), std::min(length, kLongestRange)};
}

constexpr bool overlap(const MemoryRange& a, const MemoryRange& b) {
  return a.begin < b.begin + b.length && b.begin < a.begin + a.length;
}

// Memory is tracked in cells of eight bytes with a bit for each byte. Calls
// visit(cell, mask) for the cells of a range: of a long one for those of its
// first MiB alone, or one call of memset would cost gigabytes.
inline constexpr std::uint64_t kLongestTracked = std::uint64_t{1} << 20;

template <typename Visit>
constexpr void for_each_cell(const MemoryRange& range, Visit visit) {
  std::uint64_t at = range.begin;
  std::uint64_t left = std::min(range.length, kLongestTracked);
  while (left > 0) {
    const unsigned first = at % 8;
    const std::uint64_t here = left < 8 - first ? left : 8 - first;
    const unsigned mask = ((1U << here) - 1) << first;
    visit(at / 8, static_cast<std::uint8_t>(mask));
    at += here;
    left -= here;
  }
}

}  // namespace interleave
