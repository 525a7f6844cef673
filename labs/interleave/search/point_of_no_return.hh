// The point of no return of a failure: the last step at which another choice
// could still have saved the run.
//
// "Could" within the bound searched: one other choice at that step and, if
// that fails, too, one more at a later step; otherwise the default order. The
// search starts at the end, since the point is usually near the failure.
//
// Thread: the probe is called on the caller's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "labs/interleave/search/run.hh"

namespace interleave {

// Replays a schedule: did the run end well, and its decisions.
struct Probed {
  bool succeeded = false;
  std::vector<Decision> decisions;
};
using Probe = std::function<Probed(const Schedule&)>;

inline constexpr unsigned kMostProbes = 400;

struct PointOfNoReturn {
  std::uint32_t step;   // the choice made at this step was the fatal one
  Schedule succeeding;  // the same up to this step, and no failure
  unsigned probes;
};

// `failing` is guided, `decisions` are those of its run. Nothing if no
// succeeding schedule was found.
std::optional<PointOfNoReturn> find_point_of_no_return(
    const Schedule& failing, std::span<const Decision> decisions,
    const Probe& probe, unsigned most_probes = kMostProbes);

}  // namespace interleave
