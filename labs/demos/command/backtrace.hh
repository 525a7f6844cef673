// Backtrace: where a process is, as gdb sees it.
//
// Thread: any, one at a time, and no other one may wait for children.
#ifndef LABS_DEMOS_COMMAND_BACKTRACE_HH
#define LABS_DEMOS_COMMAND_BACKTRACE_HH

#include <sys/types.h>

#include <string>

namespace demos {

/// The calls that `pid` is in, the innermost first, a line for each; those of
/// the file `source` with the code of their lines.
/// Errors: std::runtime_error without gdb.
[[nodiscard]] std::string backtrace_of(pid_t pid, const std::string& source);

/// The same of what gdb's `backtrace` printed.
[[nodiscard]] std::string draw_backtrace(const std::string& printed,
                                         const std::string& source);

}  // namespace demos

#endif
