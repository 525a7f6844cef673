// The back end that has namespaces made by bubblewrap, as root or not.
//
// As root there is no user namespace: bubblewrap keeps just what the examiner
// needs to become the user of its slot. A user namespace would map its user to
// root, whom RLIMIT_NPROC does not bind.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/arguments.hh"
#include "labs/grader/sandbox/back_ends.hh"
#include "labs/grader/sandbox/private_files.hh"

namespace grader {
namespace {

using Arguments = std::vector<std::string>;

constexpr char kUserInside[] = "61000";

void add(Arguments& arguments, std::initializer_list<std::string> more) {
  arguments.insert(arguments.end(), more);
}

void add_namespaces(Arguments& arguments, bool as_root) {
  add(arguments, {"--unshare-uts", "--unshare-cgroup-try", "--hostname", "box",
                  "--die-with-parent", "--new-session", "--cap-drop", "ALL"});
  if (is_on(Defence::kProcessesEnd)) {
    add(arguments, {"--unshare-pid", "--as-pid-1"});
  }
  if (is_on(Defence::kOwnNetwork)) add(arguments, {"--unshare-net"});
  if (is_on(Defence::kOwnObjects)) add(arguments, {"--unshare-ipc"});
  if (is_on(Defence::kEmptyEnvironment)) add(arguments, {"--clearenv"});
  if (as_root) {
    add(arguments, {"--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"});
  } else {
    add(arguments,
        {"--unshare-user", "--uid", kUserInside, "--gid", kUserInside});
  }
}

void add_files(Arguments& arguments, bool tools) {
  // Parents that it makes on the way are closed to all but root.
  for (const char* parent : {"/etc", "/usr", "/usr/bin", "/usr/local"}) {
    add(arguments, {"--dir", parent});
  }
  for (const std::string folder : shown_folders(tools)) {
    if (std::filesystem::is_symlink(folder)) {
      add(arguments,
          {"--symlink", std::filesystem::read_symlink(folder), folder});
    } else {
      add(arguments, {"--ro-bind-try", folder, folder});
    }
  }
  for (const char* file : kShownSettings) {
    add(arguments, {"--ro-bind-try", file, file});
  }
  if (!is_on(Defence::kHiddenFiles)) {
    add(arguments, {"--dir", "/var", "--bind", kForgotten, kForgotten});
  }
}

void hide(Arguments& arguments, const std::string& place) {
  if (std::filesystem::is_directory(place)) {
    add(arguments, {"--size", "4096", "--tmpfs", place, "--remount-ro", place});
  } else if (!place.empty()) {
    add(arguments, {"--ro-bind", "/dev/null", place});
  }
}

// Nothing but the box's folder and a little shared memory can be filled.
void add_room(Arguments& arguments, const Limits& limits) {
  constexpr char kSharedMemory[] = "16777216";
  add(arguments, {"--proc",
                  "/proc",
                  "--dev",
                  "/dev",
                  "--perms",
                  "1777",
                  "--size",
                  kSharedMemory,
                  "--tmpfs",
                  "/dev/shm",
                  "--remount-ro",
                  "/dev",  //
                  "--perms",
                  "0777",
                  "--size",
                  std::to_string(limits.scratch_bytes),
                  "--tmpfs",
                  kPrivateFolder,
                  "--symlink",
                  std::string(kPrivateFolder).substr(1) + "/tmp",
                  "/tmp",
                  "--remount-ro",
                  "/",
                  "--chdir",
                  kPrivateFolder});
}

}  // namespace

void enter_by_bubblewrap(const Orders& orders) {
  Arguments arguments{orders.bubblewrap};
  add_namespaces(arguments, orders.uid != 0);
  add_files(arguments, orders.commission.tools);
  hide(arguments, orders.hidden);
  add_room(arguments, orders.commission.limits);
  add(arguments, {"--", "/proc/self/fd/" + std::to_string(kLifelineFd),
                  kExaminerArgument});
  // In the box there is no path to us, only this descriptor.
  const int self = ::open("/proc/self/exe", O_PATH);
  if (self < 0 || ::dup2(self, kLifelineFd) < 0) csapp::throw_errno("self");
  ::close(self);
  // Our own environment is empty.
  ::execv(arguments[0].c_str(), argument_pointers(arguments).data());
  csapp::throw_errno(arguments[0].c_str());
}

}  // namespace grader
