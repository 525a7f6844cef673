// Can two dependent operations of a run come in the other order? Asked for
// each operation and those before it that it depends on; the answer is what
// the partial-order reduction tries next.
//
// Source: Abdulla, Aronis, Jonsson, Sagonas, "Source sets: a foundation for
// optimal dynamic partial order reduction", JACM 2017.
#pragma once

#include <cstdint>

#include "labs/interleave/search/trace_order.hh"

namespace interleave {

enum class Reversal {
  kPossible,
  kImpossible,  // the later one waits for the earlier, or for its thread
  kUncertain,   // try it, but try what lies further back, too
};

// The last operation of `order` against operation `earlier`. `enabled`: the
// threads that could have gone on in place of `earlier`, one bit each.
Reversal reversal_of_last(const TraceOrder& order, std::size_t earlier,
                          std::uint64_t enabled);

// The threads, one bit each, that can go first in a run that has the last
// operation without `earlier` before it: those with an operation behind
// `earlier`, not after it in the order of events, that waits for none of the
// others.
std::uint64_t first_threads(const TraceOrder& order, std::size_t earlier);

}  // namespace interleave
