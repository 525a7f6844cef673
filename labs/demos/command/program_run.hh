// ProgramRun: one run of a program, to its end or to a limit.
//
// Thread: any, one at a time, and no other one may wait for children.
#ifndef LABS_DEMOS_COMMAND_PROGRAM_RUN_HH
#define LABS_DEMOS_COMMAND_PROGRAM_RUN_HH

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "labs/demos/command/catalogue.hh"

namespace demos {

enum class End {
  kByItself,
  kStuck,  // nothing moved any more; ended by us
  kLate,   // it was still at work at the limit; ended by us
};

struct ProgramRun {
  End end = End::kByItself;
  int status = 0;       // as of waitpid(2)
  int left_behind = 0;  // processes, running or not reaped, ended by us
  std::string output;   // stdout and stderr

  [[nodiscard]] bool went_well() const {
    return end == End::kByItself && status == 0 && left_behind == 0;
  }
};

struct RunOptions {
  std::chrono::milliseconds limit;
  bool on_one_cpu = false;  // pinned to the first one that we may use
  bool is_live = false;     // its last line is shown on a terminal meanwhile
  std::function<void(pid_t)> when_stuck{};  // called before it is killed
};

/// A tool that is to show something is not installed, or cannot do it here.
class ToolMissing : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Runs `words` with an empty standard input; the program is found as a shell
/// finds it. Stuck is a program of which all processes and threads have slept
/// without a break for half a second. Nothing that it has started survives.
/// Errors: std::system_error; ToolMissing, if it is not there; Interrupted.
[[nodiscard]] ProgramRun run_program(const Words& words,
                                     const RunOptions& options);

/// What a tool prints; for use while a program is stuck, too.
/// Errors: as above.
[[nodiscard]] std::string output_of_tool(const Words& words);

/// Prints `text` in the place of what was shown before, on a terminal; an empty
/// one removes it. Does nothing when output goes elsewhere.
void show_progress(const std::string& text);

/// The last line of `text` that says something, cut to `columns`.
[[nodiscard]] std::string last_line(std::string_view text, std::size_t columns);

}  // namespace demos

#endif
