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

// One sentence, for a finding beneath the first.
std::string in_one_sentence(const TraceDocument& document,
                            const TraceFinding& finding);

// The locks that a step's thread holds when it gets there.
std::vector<std::string> locks_held(const TraceDocument& document,
                                    std::uint32_t step);

// "a", "a and b", "a, b and c"
std::string enumerated(const std::vector<std::string>& words);

}  // namespace interleave
