// The strategies by their own names; make_strategy() picks one.
#pragma once

#include <memory>

#include "labs/interleave/search/strategy.hh"

namespace interleave {

std::unique_ptr<Strategy> make_delay_bounding(const Limits& limits);
std::unique_ptr<Strategy> make_preemption_bounding(const Limits& limits);
std::unique_ptr<Strategy> make_partial_order_reduction(const Limits& limits);
std::unique_ptr<Strategy> make_pct(const Limits& limits);
std::unique_ptr<Strategy> make_partial_order_sampling(const Limits& limits);
std::unique_ptr<Strategy> make_reads_from(const Limits& limits);
std::unique_ptr<Strategy> make_random(const Limits& limits);
std::unique_ptr<Strategy> make_portfolio(const Limits& limits);

}  // namespace interleave
