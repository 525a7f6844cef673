// Who waits for what when nobody can go on, as paragraphs of a card.
//
// Concurrency: none; pure functions.
#pragma once

#include <vector>

#include "labs/interleave/report/card_stories.hh"
#include "labs/interleave/report/document.hh"

namespace interleave {

// A line for each thread that waits, those of the finding first: what it has
// and what it wants; and for each that ended with something others want.
std::vector<Paragraph> who_waits(const TraceDocument& document,
                                 const TraceFinding& finding);

// If a thread of the finding waits on a condition whose last signal woke
// another one: that. Otherwise nothing.
std::vector<Paragraph> who_was_woken(const TraceDocument& document,
                                     const TraceFinding& finding);

}  // namespace interleave
