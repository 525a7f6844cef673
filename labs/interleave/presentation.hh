// What is printed and written of a result.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "labs/interleave/options.hh"
#include "labs/interleave/report/document.hh"

namespace interleave {

// Of a search or a replay, as far as it is not in the document.
struct Result {
  std::uint64_t schedules = 0;
  std::uint64_t failing = 0;  // number of the schedule, from 1; 0: none
  unsigned preemptions = 0;   // of the failing schedule, simplified
  std::uint64_t cut = 0;
  std::uint64_t diverged = 0;
  bool exhausted = false;
  std::string coverage;  // a sentence without its full stop
  std::vector<std::string> warnings;
  std::vector<std::string> also;  // verdicts beneath the first
};

// Card and timeline, as colourful as standard output allows, and as wide; or of
// `width` columns.
std::string document_text(const TraceDocument& document, unsigned width = 0);

// One of them alone.
std::string card_text(const TraceDocument& document);
// "no failure: " and what was tried, in lines; "no failure so far" if the
// search was interrupted.
std::string passed_text(const std::string& coverage, bool interrupted);

// Where the trace is, or how to get one.
std::string trace_hint(const Subject& subject);

// `about`: without steps if nothing failed.
std::string result_json(const Result& result, const TraceDocument& about,
                        bool with_trace);

// "interleave: warning: ..." on standard error, a line each.
void print_warnings(const std::vector<std::string>& warnings);

}  // namespace interleave
