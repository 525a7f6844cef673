// Which threads of a run get a column of their own.
//
// Concurrency: none; a pure function.
#pragma once

#include <vector>

#include "labs/interleave/report/document.hh"

namespace interleave {

// At most `most`, in the order of their numbers: those of the findings, those
// whose writes these saw, then those that did most.
std::vector<unsigned> shown_threads(const TraceDocument& document,
                                    std::size_t most);

}  // namespace interleave
