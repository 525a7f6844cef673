// Two runs of one schedule that differ, and what may have caused it: something
// that the program depends on and the explorer does not control.
//
// Thread: any; pure functions, but for the runs that they ask for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "labs/interleave/runner.hh"

namespace interleave {

struct Nondeterminism {
  std::uint32_t step;  // the first that differs
  std::string cause;   // a clause: "thread 1 read another value ..."
};

// Nothing if both did the same things. Values do not count by themselves,
// since they may be addresses.
std::optional<Nondeterminism> compare(std::span<const Event> one,
                                      std::span<const Event> other);

// Runs the default schedule three times: twice in one process, and in a fresh
// one. Errors: throws CannotExplore.
std::optional<Nondeterminism> check_first_schedule(Runner& runner,
                                                   const Schedule& schedule);

// The warning's text, one line.
std::string show(const Nondeterminism& difference);

}  // namespace interleave
