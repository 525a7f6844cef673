// The back end that makes namespaces itself, where bubblewrap is not
// installed: as an ordinary user in a user namespace, as root without.
//
// Source: namespaces(7), user_namespaces(7), pivot_root(2); the order of steps
//         as in bubblewrap.
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <exception>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/back_ends.hh"
#include "labs/grader/sandbox/defences.hh"
#include "labs/grader/sandbox/examiner.hh"
#include "labs/grader/sandbox/private_root.hh"
#include "labs/grader/sandbox/whole_io.hh"

namespace grader {
namespace {

constexpr uid_t kUserInside = 61000;

void make_namespaces(bool as_root) {
  const uid_t uid = ::geteuid();
  const gid_t gid = ::getegid();
  int flags = CLONE_NEWNS | CLONE_NEWUTS;
  if (!as_root) flags |= CLONE_NEWUSER;
  if (is_on(Defence::kProcessesEnd)) flags |= CLONE_NEWPID;
  if (is_on(Defence::kOwnNetwork)) flags |= CLONE_NEWNET;
  if (is_on(Defence::kOwnObjects)) flags |= CLONE_NEWIPC;
  if (::unshare(flags) < 0) csapp::throw_errno("unshare");
  if (as_root) return;
  // Its own /proc files belong to root as long as it is unreadable; nobody
  // else is here yet.
  ::prctl(PR_SET_DUMPABLE, 1);
  const std::string inside = std::to_string(kUserInside) + " ";
  write_text("/proc/self/setgroups", "deny");
  write_text("/proc/self/uid_map", inside + std::to_string(uid) + " 1");
  write_text("/proc/self/gid_map", inside + std::to_string(gid) + " 1");
  become_unreadable();
}

void raise_loopback() {
  const csapp::Descriptor any(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request{};
  std::strcpy(request.ifr_name, "lo");
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  if (!any || ::ioctl(any.get(), SIOCSIFFLAGS, &request) < 0) {
    csapp::throw_errno("the loopback interface");
  }
}

void drop_bounding_set() {
  for (unsigned long number = 0; ::prctl(PR_CAPBSET_READ, number, 0, 0, 0) >= 0;
       ++number) {
    if (::prctl(PR_CAPBSET_DROP, number, 0, 0, 0) < 0) {
      csapp::throw_errno("PR_CAPBSET_DROP");
    }
  }
}

[[noreturn]] void be_number_one(const Orders& orders,
                                std::span<const Job> jobs) {
  try {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::setsid();
    raise_loopback();
    if (::sethostname("box", 3) < 0) csapp::throw_errno("sethostname");
    enter_private_root(orders.commission.limits.scratch_bytes, orders.hidden,
                       orders.commission.tools);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) {
      csapp::throw_errno("PR_SET_NO_NEW_PRIVS");
    }
    drop_bounding_set();
    if (orders.uid != 0) become_user(orders.uid);
    drop_capabilities();
  } catch (const std::exception& error) {
    ::dprintf(STDERR_FILENO, "own namespaces: %s\n", error.what());
    ::_exit(1);
  }
  examine(orders, kPrivateFolder, jobs);
}

}  // namespace

void enter_own_namespaces(const Orders& orders, std::span<const Job> jobs) {
  make_namespaces(orders.uid != 0);
  const pid_t pid = ::fork();
  if (pid < 0) csapp::throw_errno("fork");
  if (pid == 0) be_number_one(orders, jobs);
  ::close(kReportFd);
  ::waitpid(pid, nullptr, 0);
  ::_exit(0);
}

}  // namespace grader
