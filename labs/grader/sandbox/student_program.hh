// StudentProgram: a program of the student's, started by the examiner.
//
// It gets an empty environment (PATH, HOME, LANG, TMPDIR), its own session, no
// descriptor but 0, 1 and 2, the limits of the commission, and, where the box
// is made without namespaces, Landlock and seccomp on top. Its output is
// drained for ever, so that it never blocks, and its head and tail are kept.
//
// Thread: the examiner's only one. Output is drained by a child process.
#ifndef LABS_GRADER_SANDBOX_STUDENT_PROGRAM_HH
#define LABS_GRADER_SANDBOX_STUDENT_PROGRAM_HH

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "labs/grader/sandbox/limits.hh"

namespace grader {

struct Launch {
  std::vector<std::string> arguments;  // [0]: the program, by its path
  std::string folder = ".";
  std::string input;  // on stdin; then end of file
  std::vector<int> hand_over;  // become its descriptors 3, 4, …
  Limits limits;
  bool compiler = false;  // a trusted tool at work on the student's files
};

/// What a program printed; of too much, head and tail with a line between.
struct Printed {
  std::string out;
  std::string err;
};

class StudentProgram {
 public:
  /// Errors: std::system_error, if no process can be made. A program that
  /// cannot be executed exits with 127.
  explicit StudentProgram(const Launch& launch);
  StudentProgram(const StudentProgram&) = delete;
  StudentProgram& operator=(const StudentProgram&) = delete;
  ~StudentProgram();  // ends it and everything it started

  [[nodiscard]] pid_t pid() const;

  /// Waits for its end, without reaping; the wait status, as of waitpid(2).
  /// Nothing: it still runs after `patience`.
  [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds patience);

  /// Ends it and what it started; what it printed.
  [[nodiscard]] Printed finish();
};

}  // namespace grader

#endif
