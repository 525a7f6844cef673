// Who waits for whom, drawn.
//
// Concurrency: none; a pure function.
#pragma once

#include <string>

#include "labs/interleave/report/document.hh"

namespace interleave {

// A <figure> with inline SVG: threads and what they hold and want. Empty
// unless the verdict is a deadlock, or of more threads than one could follow.
std::string html_wait_graph(const TraceDocument& document);

}  // namespace interleave
