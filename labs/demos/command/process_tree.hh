// ProcessTree: a process and all that it has started, as /proc knows them.
//
// Thread: any, one at a time.
#ifndef LABS_DEMOS_COMMAND_PROCESS_TREE_HH
#define LABS_DEMOS_COMMAND_PROCESS_TREE_HH

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace demos {

/// `root` and its descendants, those that have ended and are not yet reaped
/// among them.
[[nodiscard]] std::vector<pid_t> tree_of(pid_t root);

/// What prctl(PR_SET_NAME) has made of it; else the program's name.
[[nodiscard]] std::string name_of(pid_t pid);

/// How often the tree's threads have gone to sleep; -1: one does not sleep.
[[nodiscard]] long sleeps_of(pid_t root);

/// Orphans of all processes that we start become our children from now on.
/// Errors: std::system_error.
void adopt_orphans();

/// Kills all that `root` has started, then `root`. The caller reaps them.
void kill_tree(pid_t root);

/// Kills all that we have started, orphans among them, but `kept`.
void kill_all_but(pid_t kept);

/// Whether our child, which is not reaped here, has ended within the limit.
/// Errors: std::system_error.
[[nodiscard]] bool await_end(pid_t child, std::chrono::milliseconds limit);

/// Kills and reaps our children, all of them, and returns how many there were.
int end_children();

}  // namespace demos

#endif
