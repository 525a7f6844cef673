// StudentProgram: a program of the student's, started by the examiner.
//
// It gets an empty environment (PATH, HOME, LANG, TMPDIR), its own session, no
// descriptor but 0, 1 and 2, the limits of the commission, and a filter of
// system calls; where the box is made without namespaces, Landlock on top.
// (Unconfined: the limits only.) Its output is drained for ever, so that it
// never blocks, and its head and tail are kept.
//
// What it starts is found by descent: a process that left its session becomes
// a child of the examiner. Therefore, at the end of any student's program,
// each child of the examiner counts as left by it, unless it is a student's
// program itself or older than the first one that runs.
//
// Thread: the examiner's only one. Output is drained by a child process.
#ifndef LABS_GRADER_SANDBOX_STUDENT_PROGRAM_HH
#define LABS_GRADER_SANDBOX_STUDENT_PROGRAM_HH

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "labs/grader/sandbox/limits.hh"

namespace grader {

struct Launch {
  std::vector<std::string> arguments{};  // [0]: the program, by its path
  std::string folder = ".";
  std::string input{};           // on stdin; then end of file
  int input_from = -1;           // or a descriptor that becomes its stdin
  int output_to = -1;            // that becomes its stdout, which is not kept
  std::vector<int> hand_over{};  // become its descriptors 3, 4, …
  Limits limits{};
  // A trusted tool at work on the student's files: its address space is
  // limited, too, which programs under a sanitizer do not survive.
  bool compiler = false;
  // TCP ports that it may connect to, where the network is not its own.
  std::vector<std::uint16_t> connects_to{};
};

/// What a program printed; of too much, head and tail with a line between.
struct Printed {
  std::string out{};
  std::string err{};
};

/// A program that has run to its end, or as long as it may.
struct Run {
  std::optional<int>
      status{};  // of waitpid(2); nothing: it did not end in time
  Printed printed{};
};

/// Runs a program that ends by itself. It has all but the last seconds of
/// Limits::wall, so that the examiner can still say that it did not end.
/// Errors: as of StudentProgram.
[[nodiscard]] Run run_to_end(const Launch& launch);

class OutputDrain;

class StudentProgram {
 public:
  /// Returns when the program was executed. One that cannot be, says why on
  /// its stderr and exits with 127.
  /// Errors: std::system_error, if no process can be made or confined.
  explicit StudentProgram(const Launch& launch);
  StudentProgram(const StudentProgram&) = delete;
  StudentProgram& operator=(const StudentProgram&) = delete;
  ~StudentProgram();  // ends it and everything it started

  [[nodiscard]] pid_t pid() const;

  /// Waits for its end, without reaping; the wait status, as of waitpid(2).
  /// Nothing: it still runs after `patience`. Reaps orphans meanwhile.
  [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds patience);

  /// Ends it and what it started; what it printed. Idempotent.
  /// Errors: std::runtime_error, if a process cannot be ended.
  [[nodiscard]] Printed finish();

 private:
  void start(const Launch& launch);

  pid_t pid_ = -1;
  std::optional<int> status_;
  bool finished_ = false;
  std::unique_ptr<OutputDrain> drain_;
};

}  // namespace grader

#endif
