// The end of a child process, for which we wait, but not for ever.
//
// Thread: any.
#ifndef LABS_GRADER_SANDBOX_PROCESS_END_HH
#define LABS_GRADER_SANDBOX_PROCESS_END_HH

#include <sys/types.h>

#include <chrono>

namespace grader {

/// Blocks until the child ends, at most for `patience`; sometimes for less.
/// Does not reap it.
void wait_a_little(pid_t child, std::chrono::milliseconds patience);

/// Reaps the child, which is killed if it does not end within `patience`; its
/// status, as of waitpid(2). Errors: -1, if there is no such child.
int end_within(pid_t child, std::chrono::milliseconds patience);

}  // namespace grader

#endif
