// What executes schedules for the explorer: a program under exploration, or
// in tests something simpler.
//
// Concurrency: a Runner belongs to one thread at a time, the one that made it,
// which may be pinned to its processor.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "labs/interleave/search/program.hh"

namespace interleave {

class Runner {
 public:
  virtual ~Runner() = default;

  // As in Program.
  virtual Run execute(const Schedule& schedule) = 0;
  virtual const std::optional<Hang>& hang() const = 0;
  virtual void restart() = 0;
};

// What one runner of a program has and another has not.
struct RunnerSetting {
  int cpu = -1;                   // -1: not pinned
  std::uint32_t round_limit = 0;  // 0: the program's default
  std::uint32_t flags = 0;        // added to those of every schedule
};
using MakeRunner = std::function<std::unique_ptr<Runner>(const RunnerSetting&)>;

// A runner of this program. Errors: making one throws CannotExplore.
MakeRunner runner_of(ProgramOptions options);

// A run that stays when the next one begins.
struct Recording {
  std::vector<Event> events;
  std::vector<Decision> decisions;
  std::vector<std::uint64_t> enabled;
  std::vector<Call> calls;
  Outcome outcome{};

  Run view() const;
};
Recording record(const Run& run);

// Leaves the first steps, as if there had been a limit. REQUIRES: it has as
// many.
void cut(Recording& recording, std::uint32_t steps);

// The first step in which two runs did different things; nothing if they did
// the same. Values do not count: they may be addresses.
std::optional<std::uint32_t> first_difference(std::span<const Event> one,
                                              std::span<const Event> other);

}  // namespace interleave
