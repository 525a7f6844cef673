// What every search strategy is: a source of schedules that learns from their
// runs. The order of the schedules depends on the runs observed alone, never
// on how many are under way at a time.
//
// Thread: one at a time; the explorer holds its lock.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "labs/interleave/search/run.hh"

namespace interleave {

struct Limits {
  std::uint64_t seed = 1;
  unsigned bound = 2;       // delays or preemptions, where there is a bound
  std::uint64_t schedules;  // how many will be asked for at most
};

class Strategy {
 public:
  virtual ~Strategy() = default;

  // The next schedule; nothing when the strategy is exhausted, or when it has
  // to observe one that is under way first (`waiting` tells which).
  virtual std::optional<Schedule> next() = 0;
  virtual bool waiting() const = 0;

  // Called once for each schedule handed out, in that order.
  virtual void observe(const Schedule& schedule, const Run& run) = 0;

  virtual std::string_view name() const = 0;

  // What has been covered, as a clause for the coverage line, honest about
  // bounds: "all 1,243 schedules with at most 2 delays".
  virtual std::string coverage() const = 0;
};

// By the name on the command line: portfolio, delay-bounding,
// preemption-bounding, partial-order-reduction, pct, partial-order-sampling,
// reads-from, random. Null for any other.
std::unique_ptr<Strategy> make_strategy(std::string_view name,
                                        const Limits& limits);
std::vector<std::string_view> strategy_names();

}  // namespace interleave
