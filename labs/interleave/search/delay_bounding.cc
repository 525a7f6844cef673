// Iterated delay bounding: taking the k-th alternative of the default order
// costs k delays.
#include "labs/interleave/search/bounded_search.hh"
#include "labs/interleave/search/strategies.hh"

namespace interleave {

std::unique_ptr<Strategy> make_delay_bounding(const Limits& limits) {
  return std::make_unique<BoundedSearch>(BoundKind::kDelays, limits);
}

}  // namespace interleave
