// The plain values of a run in words.
//
// Concurrency: none; pure functions.
#pragma once

#include <string>
#include <vector>

#include "labs/interleave/report/symbols.hh"
#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

// "finished with exit status 0", "no thread can go on".
std::string ending_in_words(const Outcome& outcome);

// TraceStep::value; empty if the operation has none worth a word.
std::string value_in_words(const Event& event, const ValueType& type);

// A thread did something wrong, there and then.
bool fails_by_itself(Ending ending);

// Its value is the error number of the call.
bool returns_error(Op op);

// Its value is a WakeReason.
bool ends_a_wait(Op op);

// The numbers of the lines of a client's script that are commands.
std::vector<unsigned> command_lines(const std::string& script);

}  // namespace interleave
