// When a search ends before it is through: Ctrl-C, or its time is over.
//
// While an object of this lives, the first Ctrl-C is noted here and the second
// one ends the command as ever.
//
// Thread: one object at a time; the functions: any.
#pragma once

#include <signal.h>

#include <chrono>
#include <cstdint>

namespace interleave {

class Interruption {
 public:
  explicit Interruption(std::uint64_t seconds);  // 0: any time it takes
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool requested() const;  // Ctrl-C
  bool time_is_over() const;

 private:
  using Clock = std::chrono::steady_clock;

  const bool limited_;
  const Clock::time_point end_;
  struct sigaction before_;
};

}  // namespace interleave
