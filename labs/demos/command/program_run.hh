// ProgramRun: one run of a program, to its end or to a limit.
//
// Thread: any, one at a time.
#ifndef LABS_DEMOS_COMMAND_PROGRAM_RUN_HH
#define LABS_DEMOS_COMMAND_PROGRAM_RUN_HH

#include <chrono>
#include <string>

#include "labs/demos/command/catalogue.hh"

namespace demos {

struct ProgramRun {
  bool was_stuck = false;  // and was ended by us
  int status = 0;          // as of waitpid(2)
  std::string output;      // stdout and stderr

  [[nodiscard]] bool went_well() const { return !was_stuck && status == 0; }
};

/// Runs `words` with an empty standard input. Stuck is a program of which all
/// threads have slept without a break for half a second, or which has not come
/// to its end within `limit`; it is killed then.
/// Errors: std::system_error; std::runtime_error, if it cannot be run.
[[nodiscard]] ProgramRun run_program(const Words& words,
                                     std::chrono::milliseconds limit);

}  // namespace demos

#endif
