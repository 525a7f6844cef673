#include "labs/grader/sandbox/process_tree.hh"

#include <dirent.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "labs/grader/sandbox/defences.hh"
#include "labs/grader/sandbox/whole_io.hh"

namespace grader {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{10};
constexpr int kStoppingRounds = 50;

// Errors: false if it has ended meanwhile.
bool read_entry(pid_t pid, ProcessEntry& entry) {
  const std::string folder = "/proc/" + std::to_string(pid);
  const std::string stat = read_text(folder + "/stat");
  // The name may hold anything, ") R 1" too: the last bracket ends it.
  const std::size_t name_end = stat.rfind(')');
  if (name_end == std::string::npos) return false;
  entry.pid = pid;
  // Fields 3 (state), 4 (parent) and 20 (threads) of proc(5).
  const int read = std::sscanf(
      stat.c_str() + name_end + 1,
      " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %u",
      &entry.state, &entry.parent, &entry.threads);
  struct stat owner {};
  if (::stat(folder.c_str(), &owner) == 0) entry.uid = owner.st_uid;
  return read == 3;
}

// Processes below this one; a parent may be listed after its child.
std::vector<ProcessEntry> descendants(const std::set<pid_t>& spared) {
  const std::vector<ProcessEntry> all = all_processes();
  std::set<pid_t> family{::getpid()};
  std::vector<ProcessEntry> found;
  for (bool grown = true; grown;) {
    grown = false;
    for (const ProcessEntry& entry : all) {
      if (!family.contains(entry.parent) || spared.contains(entry.pid)) {
        continue;
      }
      if (family.insert(entry.pid).second) {
        found.push_back(entry);
        grown = true;
      }
    }
  }
  return found;
}

// True: nobody was found running.
bool stop_all(const std::set<pid_t>& spared) {
  bool all_stopped = true;
  for (const ProcessEntry& entry : descendants(spared)) {
    if (entry.state == 'T' || entry.state == 'Z' || entry.state == 'X') {
      continue;
    }
    all_stopped = false;
    ::kill(entry.pid, SIGSTOP);
  }
  return all_stopped;
}

}  // namespace

std::vector<ProcessEntry> all_processes() {
  std::vector<ProcessEntry> found;
  const std::unique_ptr<DIR, int (*)(DIR*)> proc(::opendir("/proc"),
                                                 ::closedir);
  while (const dirent* file = proc ? ::readdir(proc.get()) : nullptr) {
    const pid_t pid = std::atoi(file->d_name);
    ProcessEntry entry;
    if (pid > 0 && read_entry(pid, entry)) found.push_back(entry);
  }
  return found;
}

std::set<pid_t> own_children() {
  std::set<pid_t> children;
  for (const ProcessEntry& entry : all_processes()) {
    if (entry.parent == ::getpid()) children.insert(entry.pid);
  }
  return children;
}

void reap_children(const std::set<pid_t>& spared) {
  for (const pid_t child : own_children()) {
    if (!spared.contains(child)) ::waitpid(child, nullptr, WNOHANG);
  }
}

void end_descendants(const std::set<pid_t>& spared) {
  if (!is_on(Defence::kProcessesEnd)) return;
  for (int round = 0; round < kStoppingRounds; ++round) {
    if (stop_all(spared)) break;
  }
  const Clock::time_point deadline = Clock::now() + kPatience;
  for (;;) {
    const std::vector<ProcessEntry> left = descendants(spared);
    if (left.empty()) return;
    if (Clock::now() > deadline) {
      throw std::runtime_error("process " + std::to_string(left.front().pid) +
                               " cannot be killed");
    }
    for (const ProcessEntry& entry : left) {
      if (entry.state != 'Z') ::kill(entry.pid, SIGKILL);
    }
    reap_children(spared);
    // sleep: between two looks at /proc, while the killed ones end
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace grader
