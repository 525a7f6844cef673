// A schedule as text: one column a thread, one row a step.
//
// Concurrency: none; a pure function.
#pragma once

#include <string>

#include "labs/interleave/report/document.hh"
#include "labs/interleave/report/drawing.hh"

namespace interleave {

// Two threads have room in 80 columns. When the columns would become too
// narrow to read, the threads become lines on the left and share one column of
// text; of more than eight threads, those that matter are shown.
std::string timeline(const TraceDocument& document, const TextStyle& style);

}  // namespace interleave
