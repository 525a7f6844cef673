// What a thread that waits for ever looked at before its wait, held against
// what others wrote: which of their signals it missed (lost_wakeup.hh).
//
// A run may have as many signals and looks as steps, so each signaller's
// writes are gone through once, whatever the number of its signals.
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "labs/interleave/analysis/memory_range.hh"

namespace interleave {

class MissedSignals {
 public:
  // `wait`: the step of the wait. The events have to outlive this.
  MissedSignals(std::span<const Event> events, std::uint32_t wait);

  // Case 1: between the step `signal` and the wait, the waiter looked at
  // nothing that the signaller had written by then, while both lived (or, if
  // the waiter did not live yet, had written at all).
  bool unseen(std::uint32_t signal);

  // Case 2: the signaller changed afterwards what the waiter looked at
  // between the step `signal` and the wait, and signalled no more after that.
  bool too_early(std::uint32_t signal);

 private:
  // A read of memory by the waiter, or its wait on a futex.
  struct Look {
    std::uint32_t step;
    MemoryRange range;
  };
  // Of a signaller's writes to what is looked at here or later.
  struct Writes {
    std::uint32_t first = kNoStep;
    std::uint32_t first_in_life = kNoStep;  // since the waiter's creation
    std::uint32_t last_after_a_look = 0;    // the step, plus one; 0: none
  };
  using Suffixes = std::vector<Writes>;  // one a look, and one more

  bool creates_waiter(const Event& event) const;
  bool looks(const Event& event) const;
  Suffixes suffixes_of(unsigned signaller) const;
  const Writes& seen_after(std::uint32_t signal);
  std::uint32_t last_signal_like(std::uint32_t signal);

  std::span<const Event> events_;
  unsigned waiter_;
  std::uint32_t born_ = 0;
  std::vector<Look> looks_;                  // by step
  std::map<unsigned, Suffixes> signallers_;  // those asked for
  // The last signals, by thread and object, of those asked for.
  std::map<std::pair<unsigned, std::uint64_t>, std::uint32_t> last_signals_;
};

}  // namespace interleave
