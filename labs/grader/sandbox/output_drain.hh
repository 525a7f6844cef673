// OutputDrain: a process that feeds a program's stdin and reads its output
// for ever, so that it never blocks on us; head and tail of each are kept.
//
//   input --> [pipe] --> program's 0
//   program's 1, 2 --> [pipes] --> drain --> memory shared with the examiner
//
// It ends when nobody holds the other end of the output any more.
//
// Thread: the examiner's only one.
#ifndef LABS_GRADER_SANDBOX_OUTPUT_DRAIN_HH
#define LABS_GRADER_SANDBOX_OUTPUT_DRAIN_HH

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <string>

#include "csapp/descriptor.hh"

namespace grader {

class KeptBytes;

class OutputDrain {
 public:
  /// Keeps `kept_bytes` of each of stdout and stderr.
  /// Errors: std::system_error.
  OutputDrain(const std::string& input, std::size_t kept_bytes);
  OutputDrain(const OutputDrain&) = delete;
  OutputDrain& operator=(const OutputDrain&) = delete;
  ~OutputDrain();

  [[nodiscard]] pid_t pid() const { return pid_; }

  /// What becomes the program's descriptor 0, 1 or 2, until let_go().
  [[nodiscard]] int program_end(std::size_t index) const;
  void let_go();

  /// Waits until the drain has read all, for a while: the program should have
  /// been ended before.
  void finish();

  [[nodiscard]] std::string kept(std::size_t index) const;  // 1 or 2

 private:
  [[noreturn]] void drain(const std::string& input);

  pid_t pid_ = -1;
  std::size_t kept_bytes_;
  std::array<csapp::Descriptor, 3> program_ends_;
  std::array<csapp::Descriptor, 3> our_ends_;
  std::array<KeptBytes*, 2> kept_{};  // in shared memory
};

}  // namespace grader

#endif
