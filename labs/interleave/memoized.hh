// The schedules of a folder as a strategy: each of them once.
#pragma once

#include <memory>
#include <vector>

#include "labs/interleave/search/strategy.hh"
#include "labs/interleave/search/token.hh"

namespace interleave {

std::unique_ptr<Strategy> make_memoized(std::vector<Token> tokens);

}  // namespace interleave
