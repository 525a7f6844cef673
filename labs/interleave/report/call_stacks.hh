// The calls that were active at each step of a run, from the calls and returns
// that were recorded.
//
// Concurrency: none; refers to the run's calls.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "labs/interleave/report/symbols.hh"
#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

class CallStacks {
 public:
  CallStacks(std::span<const Call> calls, Symbols& symbols);

  // What `thread` was in when it reached `pc`: innermost first; only the
  // user's frames, unless there are none. `step`: events recorded by then.
  // Steps may be asked for in any order; ascending is fast.
  std::vector<CodePlace> at(std::uint32_t step, unsigned thread,
                            std::uint32_t pc);

  // The first function of the user's that the thread was in; or empty.
  std::string first_function(unsigned thread);

 private:
  void advance(std::uint32_t step);
  std::vector<CodePlace> all_frames(unsigned thread, std::uint32_t pc);

  std::span<const Call> calls_;
  Symbols& symbols_;
  std::size_t next_ = 0;
  std::uint32_t reached_ = 0;
  std::vector<std::vector<Call>> active_;  // by thread
};

}  // namespace interleave
