// A schedule as a page for a browser: one file that needs no network.
//
// Everything is in the page as plain HTML: the card, the timeline as a table,
// the sources. A small script (page/) then lets one step through it.
//
// Concurrency: none; a pure function.
#pragma once

#include <string>

#include "labs/interleave/report/document.hh"

namespace interleave {

// UTF-8, ends with a newline; the same document gives the same bytes. Sources,
// names and values may hold anything: none of it becomes markup or code.
std::string html_page(const TraceDocument& document);

}  // namespace interleave
