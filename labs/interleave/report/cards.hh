// What is wrong with a schedule, in words: the card above its timeline.
//
// Concurrency: none; pure functions.
#pragma once

#include <string>

#include "labs/interleave/report/document.hh"
#include "labs/interleave/report/drawing.hh"

namespace interleave {

// The title, the story, other findings beneath it, how it was found, how to
// see it again, and where to read on. Commands are never wrapped.
std::string card(const TraceDocument& document, const TextStyle& style);

// "DEADLOCK: thread 1 and thread 2 wait for each other"; without colour.
std::string card_title(const TraceDocument& document);

// For a finding beneath the first.
std::string in_one_sentence(const TraceDocument& document,
                            const TraceFinding& finding);

// "interleave replay TOKEN ./counter 3", to be pasted into a shell.
std::string replay_command(const TraceDocument& document,
                           const std::string& token);

// "handouts/interleave/data_race.md"
std::string handout_of(Verdict verdict);

}  // namespace interleave
