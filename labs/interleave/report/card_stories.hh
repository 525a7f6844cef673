// The stories of findings, as paragraphs.
//
// Concurrency: none; pure functions.
#pragma once

#include <string>
#include <vector>

#include "labs/interleave/report/document.hh"

namespace interleave {

struct Paragraph {
  std::string text;
  unsigned indent = 0;    // columns
  bool verbatim = false;  // a line of source: cut, not wrapped
};

// What happened, from the steps and the threads of the finding.
std::vector<Paragraph> story_of(const TraceDocument& document,
                                const TraceFinding& finding);

}  // namespace interleave
