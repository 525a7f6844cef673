#include "labs/grader/sandbox/uid_slot.hh"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>

#include "labs/grader/sandbox/defences.hh"
#include "labs/grader/sandbox/process_tree.hh"
#include "labs/grader/sandbox/whole_io.hh"

namespace grader {
namespace {

// Between Debian's dynamic users and systemd's.
constexpr uid_t kFirst = 61000;
constexpr uid_t kSlots = 90;
constexpr uid_t kKillers = 61090;  // a second user for each slot

constexpr std::chrono::seconds kPatience{10};

// A folder of root's own: in /tmp anybody could have made it first.
std::string lock_folder() {
  for (const std::string place : {"/run/", "/var/tmp/", "/tmp/"}) {
    const std::string folder = place + "echolab-users";
    ::mkdir(folder.c_str(), 0700);
    struct stat made {};
    if (::lstat(folder.c_str(), &made) == 0 && S_ISDIR(made.st_mode) &&
        made.st_uid == 0) {
      return folder;
    }
  }
  throw std::runtime_error("no place for the locks of the boxes' users");
}

bool is_slot(uid_t uid) { return uid >= kFirst && uid < kFirst + kSlots; }

// Real and effective user, of a process that may be unreadable.
bool runs_as(pid_t pid, uid_t uid) {
  const std::string status =
      read_text("/proc/" + std::to_string(pid) + "/status");
  const std::size_t line = status.find("\nUid:");
  unsigned real = 0;
  unsigned effective = 0;
  return line != std::string::npos &&
         std::sscanf(status.c_str() + line, " Uid: %u %u", &real, &effective) ==
             2 &&
         (real == uid || effective == uid);
}

bool anybody_runs_as(uid_t uid) {
  for (const ProcessEntry& entry : all_processes()) {
    // Zombies elsewhere in the tree hold nothing, and their parents may.
    if (entry.state != 'Z' && runs_as(entry.pid, uid)) return true;
  }
  return false;
}

// A child that may signal the slot's processes and that they may not: they
// see its real and saved user, the kernel asks for its effective one. Not
// root, or kill(-1) would end the machine.
void kill_as(uid_t slot) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    const uid_t killer = kKillers + (slot - kFirst);
    if (::setgroups(0, nullptr) == 0 &&
        ::setresgid(killer, killer, killer) == 0 &&
        ::setresuid(killer, slot, killer) == 0 && ::getuid() == killer &&
        ::geteuid() == slot) {
      ::kill(-1, SIGKILL);
    }
    ::_exit(0);
  }
  if (pid > 0) ::waitpid(pid, nullptr, 0);
}

// In a user namespace root may have but a few users, or none but itself.
bool users_exist() {
  std::istringstream ranges(read_text("/proc/self/uid_map"));
  std::uint64_t first = 0;
  std::uint64_t outside = 0;
  std::uint64_t count = 0;
  while (ranges >> first >> outside >> count) {
    if (first <= kFirst && first + count >= kKillers + kSlots) return true;
  }
  return false;
}

}  // namespace

UidSlot::UidSlot() {
  if (::geteuid() != 0 || !users_exist()) return;
  const std::string folder = lock_folder();
  for (uid_t uid = kFirst; uid < kFirst + kSlots; ++uid) {
    const std::string path = folder + "/" + std::to_string(uid);
    csapp::Descriptor file(
        ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0) {
      lock_ = std::move(file);
      uid_ = uid;
      return;
    }
  }
  throw std::runtime_error("all users for boxes are taken");
}

void end_all_of(uid_t slot) {
  if (!is_slot(slot)) throw std::runtime_error("not a box's user");
  if (!is_on(Defence::kProcessesEnd)) return;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (anybody_runs_as(slot)) {
    if (std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("processes of user " + std::to_string(slot) +
                               " cannot be killed");
    }
    kill_as(slot);
    // sleep: between two looks at /proc, while the killed ones end
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace grader
