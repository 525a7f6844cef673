// One schedule that was run: a view of what the program left in the channel.
//
// Thread: valid until the program it came from runs the next schedule.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

struct Run {
  std::span<const Event> events;        // one a step
  std::span<const Decision> decisions;  // decisions[i] chose events[i].thread
  std::span<const std::uint64_t> enabled;  // empty unless kRecordEnabled
  std::span<const Call> calls;             // empty unless kRecordCalls
  const Outcome* outcome = nullptr;
};

// A schedule to try. Everything the plan leaves out has the default of the
// session (step limit, flags, clients).
struct Schedule {
  Policy policy = Policy::kGuided;
  std::uint32_t flags = 0;  // added to the session's
  std::uint64_t seed = 0;
  std::uint32_t depth = 0;
  std::uint32_t length = 0;
  std::uint32_t sleep_step = 0;
  std::uint64_t asleep = 0;
  std::vector<Constraint> constraints;
  std::vector<Deviation> deviations;  // by step, ascending
};

}  // namespace interleave
