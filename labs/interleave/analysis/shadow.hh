// The accesses to each byte of memory that a later access could still race
// with.
//
// An access is dropped when a later one that it happened before would race
// with everything that it could race with itself (FastTrack's argument), so a
// cell seldom holds more than two.
// Thread: one at a time.
// Source: Flanagan and Freund, "FastTrack", PLDI 2009.
#pragma once

#include <cstdint>
#include <vector>

#include "labs/interleave/analysis/flat_table.hh"
#include "labs/interleave/analysis/memory_range.hh"
#include "labs/interleave/analysis/race_log.hh"

namespace interleave {

class Shadow {
 public:
  enum Kind : std::uint8_t { kPlainRead = 0, kWrites = 1, kAtomic = 2 };

  void reset();

  // Enters the access to memory of event `step` and logs the races it is in;
  // `clock` has the times that its thread knows of the others.
  void access(const Event& event, std::uint32_t step,
              const std::uint32_t* clock, RaceLog& races);

  // The block is released: a write to those of its bytes that were used. It
  // leaves no access behind, because using the block later is an error that
  // the runtime finds.
  void release(const Event& event, std::uint32_t step,
               const std::uint32_t* clock, RaceLog& races);

  // Nothing has happened yet to these bytes.
  void forget(const MemoryRange& range);

 private:
  static constexpr std::uint32_t kEnd = 0xffffffff;
  struct Access {
    std::uint32_t time;
    std::uint32_t next;  // of the same cell
    std::uint8_t thread;
    std::uint8_t mask;
    std::uint8_t kind;
  };
  struct Cell {
    std::uint32_t first = kEnd;
  };
  static_assert(kMaxThreads <= 256 && sizeof(Access) == 12);

  void enter(Cell& cell, Access access, const std::uint32_t* clock,
             RaceLog& races);
  void push(Cell& cell, const Access& access);
  void drop(std::uint32_t* link);
  void collect(const Cell& cell, unsigned thread, const std::uint32_t* clock);

  FlatTable<Cell> cells_;
  std::vector<Access> accesses_;
  std::uint32_t free_ = kEnd;
  std::vector<std::uint32_t> unordered_;
};

}  // namespace interleave
