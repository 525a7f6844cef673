// The timeline of a page: a table with a column for each thread.
//
// Concurrency: none; pure functions.
#pragma once

#include <string>
#include <vector>

#include "labs/interleave/report/document.hh"

namespace interleave {

// Each step is a <tr id="s7">; those of a collapsed row are in a
// <tbody class="folded"> behind the row that stands for them.
std::string html_timeline(const TraceDocument& document);

// The threads with a column of their own; when there are more, all others
// share the last column.
std::vector<unsigned> page_columns(const TraceDocument& document);

}  // namespace interleave
