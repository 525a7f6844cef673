#include "labs/interleave/search/strategy.hh"

#include <array>

#include "labs/interleave/search/strategies.hh"

namespace interleave {
namespace {

struct Entry {
  std::string_view name;
  std::unique_ptr<Strategy> (*make)(const Limits&);
};

constexpr std::array kEntries = {
    Entry{"portfolio", make_portfolio},
    Entry{"delay-bounding", make_delay_bounding},
    Entry{"preemption-bounding", make_preemption_bounding},
    Entry{"partial-order-reduction", make_partial_order_reduction},
    Entry{"pct", make_pct},
    Entry{"partial-order-sampling", make_partial_order_sampling},
    Entry{"reads-from", make_reads_from},
    Entry{"random", make_random},
};

}  // namespace

std::unique_ptr<Strategy> make_strategy(std::string_view name,
                                        const Limits& limits) {
  for (const Entry& entry : kEntries) {
    if (entry.name == name) return entry.make(limits);
  }
  return nullptr;
}

std::vector<std::string_view> strategy_names() {
  std::vector<std::string_view> names;
  for (const Entry& entry : kEntries) names.push_back(entry.name);
  return names;
}

}  // namespace interleave
