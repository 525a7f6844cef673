// The card of a page: what is wrong, in words, and how to see it again.
//
// Concurrency: none; a pure function.
#pragma once

#include <string>

#include "labs/interleave/report/document.hh"

namespace interleave {

std::string html_card(const TraceDocument& document);

}  // namespace interleave
