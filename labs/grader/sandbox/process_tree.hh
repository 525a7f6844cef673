// Process tree: who is below this process, and the end of them.
//
// REQUIRES: the caller is a child subreaper or process number 1; then every
// process below it stays below it, however often it forks and leaves its
// session.
#ifndef LABS_GRADER_SANDBOX_PROCESS_TREE_HH
#define LABS_GRADER_SANDBOX_PROCESS_TREE_HH

#include <sys/types.h>

#include <set>
#include <vector>

namespace grader {

struct ProcessEntry {
  pid_t pid = 0;
  pid_t parent = 0;
  char state = '?';  // as in /proc/PID/stat
  uid_t uid = 0;     // root's, too, if it is not dumpable
  unsigned threads = 0;
};

/// All that /proc shows.
[[nodiscard]] std::vector<ProcessEntry> all_processes();

/// Children of this process, zombies included.
[[nodiscard]] std::set<pid_t> own_children();

/// Reaps every child that has ended, but for `spared` ones.
void reap_children(const std::set<pid_t>& spared);

/// Ends every process below this one and reaps it, but for `spared` ones and
/// what is below them. A fork bomb is stopped first, all of it, and then
/// killed: a process that is only killed makes room for the next one.
/// Errors: std::runtime_error, if one is left after some seconds.
void end_descendants(const std::set<pid_t>& spared);

}  // namespace grader

#endif
