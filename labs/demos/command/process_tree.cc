#include "labs/demos/command/process_tree.hh"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <ranges>

#include "csapp/descriptor.hh"

namespace demos {
namespace {

namespace fs = std::filesystem;

/// The folders of its threads; none when it is gone.
std::vector<fs::path> threads_of(pid_t pid) {
  std::vector<fs::path> threads;
  std::error_code error;
  const fs::path folder = "/proc/" + std::to_string(pid) + "/task";
  for (fs::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    threads.push_back(at->path());
  }
  return threads;
}

/// -1: it neither sleeps nor has ended.
long sleeps_of_thread(const fs::path& thread) {
  std::ifstream status(thread / "status");
  long sleeps = 0;
  for (std::string key, value; status >> key && std::getline(status, value);) {
    if (key == "State:" && value.find_first_of("SZX") == value.npos) return -1;
    if (key == "voluntary_ctxt_switches:") sleeps = std::stol(value);
  }
  return sleeps;
}

}  // namespace

std::vector<pid_t> tree_of(pid_t root) {
  std::vector<pid_t> tree{root};
  for (std::size_t at = 0; at < tree.size(); ++at) {
    for (const fs::path& thread : threads_of(tree[at])) {
      std::ifstream children(thread / "children");
      for (pid_t child; children >> child;) tree.push_back(child);
    }
  }
  return tree;
}

std::string name_of(pid_t pid) {
  std::ifstream comm("/proc/" + std::to_string(pid) + "/comm");
  std::string name;
  std::getline(comm, name);
  return name;
}

long sleeps_of(pid_t root) {
  long sum = 0;
  for (const pid_t pid : tree_of(root)) {
    for (const fs::path& thread : threads_of(pid)) {
      const long sleeps = sleeps_of_thread(thread);
      if (sleeps < 0) return -1;
      sum += sleeps;
    }
  }
  return sum;
}

void adopt_orphans() {
  if (::prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) csapp::throw_errno("prctl");
}

void kill_tree(pid_t root) {
  // The root last: who has lost its parent is not found below it any more.
  for (const pid_t pid : tree_of(root) | std::views::reverse) {
    if (pid != ::getpid()) ::kill(pid, SIGKILL);
  }
}

void end_below(pid_t root) {
  for (const pid_t pid : tree_of(root)) {
    if (pid != root) ::kill(pid, SIGKILL);
  }
  siginfo_t unused;
  ::waitid(P_PID, static_cast<id_t>(root), &unused, WEXITED | WNOWAIT);
}

int end_children() {
  int ended = 0;
  for (pid_t reaped = 1; reaped > 0; reaped = ::waitpid(-1, nullptr, 0)) {
    if (reaped > 1) ++ended;
    kill_tree(::getpid());
    while (::waitpid(-1, nullptr, WNOHANG) > 0) ++ended;
  }
  return ended;
}

}  // namespace demos
