// One line on a terminal that tells how far a search is; nothing in a pipe.
//
// Thread: one at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace interleave {

class Progress {
 public:
  // Writes to standard error if that is a terminal.
  Progress();
  ~Progress();  // leaves no trace of the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  bool shown() const { return shown_; }

  // Time for another line? Asked before its text is put together.
  bool due();
  void show(std::uint64_t done, std::uint64_t limit, std::string_view where);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool shown_;
  unsigned width_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
  unsigned asked_ = 0;
};

// "  4,000 of 20,000 schedules (20 %), 9,876/s: all 1,243 ... delays"
std::string progress_line(std::uint64_t done, std::uint64_t limit,
                          double seconds, std::string_view where);

}  // namespace interleave
