#include "labs/demos/command/process_tree.hh"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern "C" {  // which glibc 2.36 leaves out
#include <sys/pidfd.h>
}

#include <cerrno>
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
    ::kill(pid, SIGKILL);
  }
}

void kill_all_but(pid_t kept) {
  for (const pid_t pid : tree_of(::getpid())) {
    if (pid != kept && pid != ::getpid()) ::kill(pid, SIGKILL);
  }
}

bool await_end(pid_t child, std::chrono::milliseconds limit) {
  const csapp::Descriptor process(::pidfd_open(child, 0));
  if (process.get() < 0) csapp::throw_errno("pidfd_open");
  pollfd ended{process.get(), POLLIN, 0};
  return ::poll(&ended, 1, static_cast<int>(limit.count())) > 0;
}

int end_children() {
  for (int ended = 0;;) {
    kill_all_but(::getpid());
    if (::waitpid(-1, nullptr, 0) > 0) {
      ++ended;
    } else if (errno != EINTR) {
      return ended;
    }
    while (::waitpid(-1, nullptr, WNOHANG) > 0) ++ended;
  }
}

}  // namespace demos
