// Data races by lock discipline: a location that several threads use, one of
// them to write, wants a lock that all of them hold.
//
// It needs no luck with the schedule, and warns about programs that are fine
// because they order their accesses by other means: creation and join, a
// semaphore, a barrier. Atomic accesses count as made under one lock of their
// own. Locks after the 62nd of a run count as one.
// Thread: one at a time; buffers are kept from run to run.
// Source: Savage and others, "Eraser", TOCS 1997.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "labs/interleave/analysis/flat_table.hh"
#include "labs/interleave/analysis/held_locks.hh"
#include "labs/interleave/analysis/race_log.hh"

namespace interleave {

class Lockset {
 public:
  void reset(std::span<const Event> events);

  // `held`: the locks held before the event.
  void observe(std::uint32_t step, const Event& event, const HeldLocks& held);

  const RaceLog& races() const { return races_; }

 private:
  enum class Phase : std::uint8_t {
    kUntouched,
    kExclusive,  // one thread, which needs no lock
    kShared,     // several have read it
    kModified,   // several have used it, one of them to write
    kReported,
  };
  struct Byte {
    std::uint64_t locks = 0;  // that protected all accesses since kExclusive
    std::uint32_t last = 0;   // access
    std::uint32_t other = 0;  // last access by another thread than `last`'s
    std::uint32_t write = 0;
    bool written = false;
    Phase phase = Phase::kUntouched;
  };
  struct Cell {
    std::array<Byte, 8> bytes;
  };
  struct LockNumber {
    unsigned bit = 0;
  };

  void access(Byte& byte, std::uint32_t step, std::uint64_t locks);
  void protect(Byte& byte, std::uint32_t step, std::uint64_t locks);
  void remember(Byte& byte, std::uint32_t step);
  std::uint32_t counterpart(const Byte& byte, std::uint32_t step) const;
  std::uint64_t locks_of(const Event& event, const HeldLocks& held);
  std::uint64_t mask_of(std::uint64_t lock);

  std::span<const Event> events_;
  FlatTable<Cell> cells_;
  FlatTable<LockNumber> locks_;
  unsigned next_bit_ = 1;
  RaceLog races_{"that no one lock protects", true};
};

}  // namespace interleave
