// What a program that is linked with subject/recorder.cc printed, as a run.
//
// Thread: one at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "labs/interleave/search/run.hh"

namespace interleave {

struct RecordedRun {
  std::vector<Event> events;
  std::vector<Decision> decisions;
  std::vector<Call> calls;
  std::unique_ptr<Outcome> outcome = std::make_unique<Outcome>();

  Run run() const { return {events, decisions, {}, calls, outcome.get()}; }
};

// Of one thread. Errors: no events.
RecordedRun record(const std::string& program);

}  // namespace interleave
