// Judges one run from its trace, outside the program's process.
//
// Thread: any number of Analysers, each used by one thread at a time; an
// Analyser keeps only buffers from one run to the next.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "labs/interleave/analysis/finding.hh"

namespace interleave {

enum class RaceDetector { kHappensBefore, kLockset, kNone };

class Analyser {
 public:
  explicit Analyser(RaceDetector detector);
  ~Analyser();

  // Everything wrong with the run: at most one finding that is a consequence,
  // first; then races and lock orders, each bug once. Empty: nothing wrong.
  std::vector<Finding> judge(std::span<const Event> events,
                             const Outcome& outcome);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace interleave
