// The timeline of a page: a table with a column for each thread.
//
// Concurrency: none; pure functions.
#pragma once

#include <string>
#include <vector>

#include "labs/interleave/report/document.hh"
#include "labs/interleave/report/phrases.hh"

namespace interleave {

// As timeline_rows(), but of a run of many hundred rows only those near the
// beginning, the end and what matters stay; a collapsed row may then stand for
// steps of several threads.
std::vector<TimelineRow> page_rows(const TraceDocument& document);

// Each step is a <tr id="s7">; those of a collapsed row are in a
// <tbody class="folded"> behind the row that stands for them.
std::string html_timeline(const TraceDocument& document);

// The threads with a column of their own; when there are more, all others
// share the last column.
std::vector<unsigned> page_columns(const TraceDocument& document);

}  // namespace interleave
