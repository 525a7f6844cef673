// Calls: which process asks what of the kernel, and when, as strace sees it.
//
// Thread: any, one at a time, and no other one may wait for children.
#ifndef LABS_DEMOS_COMMAND_CALLS_HH
#define LABS_DEMOS_COMMAND_CALLS_HH

#include <string>

#include "labs/demos/command/catalogue.hh"

namespace demos {

/// Runs `words` under strace, and draws a column for each of its processes:
/// those of its system calls that `calls` names ("accept4,read,close"), without
/// what the loader does, and what is printed. When it gets stuck, who waits in
/// which call, and the kernel's queues of its sockets. 80 columns.
/// Errors: std::system_error; std::runtime_error without strace.
[[nodiscard]] std::string timeline_of_calls(const Words& words,
                                            const std::string& calls);

}  // namespace demos

#endif
