// Iterated preemption bounding: taking the turn from a thread that could go
// on costs one preemption; who goes on when a thread blocks is free.
#include "labs/interleave/search/bounded_search.hh"
#include "labs/interleave/search/strategies.hh"

namespace interleave {

std::unique_ptr<Strategy> make_preemption_bounding(const Limits& limits) {
  return std::make_unique<BoundedSearch>(BoundKind::kPreemptions, limits);
}

}  // namespace interleave
