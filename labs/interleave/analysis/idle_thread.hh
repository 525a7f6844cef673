// What a thread does that runs for ever and gets nowhere.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

class IdleThread {
 public:
  void note(std::uint32_t step, const Event& event);

  // "yields and fails to get a lock"
  std::string in_words() const;

  bool any() const { return step_ != kNoStep; }
  bool writes() const { return writes_; }

  // The first in the program of the steps that were noted, those with which
  // it gave way if there are any.
  std::uint32_t step() const { return step_; }

 private:
  void keep(std::uint32_t step, const Event& event, bool gave_way);

  bool yields_ = false;
  bool sleeps_ = false;
  bool fails_ = false;
  bool times_out_ = false;
  bool locks_ = false;
  bool writes_ = false;
  bool reads_ = false;
  bool gave_way_ = false;
  std::uint32_t step_ = kNoStep;
  std::uint32_t pc_ = 0;
};

}  // namespace interleave
