// Which locks each thread holds at a point of the trace.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

// What an event does to a lock, if anything.
struct LockChange {
  enum Kind : std::uint8_t { kNone, kTake, kDrop };
  Kind kind = kNone;
  bool shared = false;   // a readers-writer lock, for reading
  bool patient = false;  // would have waited for the lock for ever
  std::uint64_t lock = 0;
};
LockChange lock_change(const Event& event);

struct HeldLock {
  std::uint64_t lock;
  std::uint32_t step;   // that took it
  std::uint16_t depth;  // of a recursive lock
  bool shared;
};

class HeldLocks {
 public:
  void reset(unsigned threads);
  void apply(std::uint32_t step, unsigned thread, const LockChange& change);

  std::span<const HeldLock> of(unsigned thread) const;
  const HeldLock* find(unsigned thread, std::uint64_t lock) const;
  unsigned threads() const { return threads_; }

 private:
  unsigned threads_ = 0;
  std::vector<std::vector<HeldLock>> held_;
};

}  // namespace interleave
