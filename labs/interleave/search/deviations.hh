// Turns a run into deviations that lead there again. What found the schedule,
// a policy or a strategy, no longer matters then.
//
// In a list made here, Deviation::unused tells what was switched to and
// whether that was a preemption. The runtime ignores it and no token carries
// it; the minimiser lives on it.
//
// Thread: any; plain functions.
#pragma once

#include <span>
#include <vector>

#include "labs/interleave/search/run.hh"

namespace interleave {

// The decisions that did not take alternative 0. Thread numbers are unknown
// here and 0.
std::vector<Deviation> deviations_of(std::span<const Decision> decisions);

// The same, and every other step at which another thread goes on than before,
// as a deviation to alternative 0, which changes nothing. For the minimiser,
// which can move the stretches between two switches if it knows them all.
std::vector<Deviation> switches_of(const Run& run);

// Without the entries that change nothing, and without marks.
std::vector<Deviation> without_marks(std::span<const Deviation> deviations);

constexpr std::uint16_t kPreemptionMark = 0x8000;
constexpr bool is_preemption(const Deviation& deviation) {
  return (deviation.unused & kPreemptionMark) != 0;
}
constexpr unsigned thread_of(const Deviation& deviation) {
  return deviation.unused & 0x7fffU;
}

// Taking another alternative although the thread could have gone on, or
// ending a wait early.
constexpr bool is_preemption(const Decision& decision) {
  return decision.chosen != 0 && ((decision.flags & kCurrentReady) != 0 ||
                                  decision.chosen >= decision.ready);
}

}  // namespace interleave
