// deny: runs a program without root, namespaces or bubblewrap.
//
//   deny [root] [namespaces] [bubblewrap] -- PROGRAM ARGS
//
// Namespaces are denied as common containers do it: by a seccomp filter that
// answers unshare, mount and clone of new namespaces with EPERM, and by taking
// away from root what a container's root does not have.
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string_view>

namespace {

constexpr uid_t kNobody = 65534;

void require(bool done, const char* what) {
  if (done) return;
  std::perror(what);
  std::exit(2);
}

void deny_namespaces() {
  constexpr unsigned kNew = CLONE_NEWNS | CLONE_NEWUSER | CLONE_NEWPID |
                            CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;
  sock_filter rules[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_unshare, 6, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mount, 5, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 5, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 2),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, kNew, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
  };
  const sock_fprog filter{sizeof rules / sizeof rules[0], rules};
  require(::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0,
          "seccomp");
}

void drop_capabilities() {
  constexpr int kKept[] = {CAP_CHOWN,  CAP_DAC_OVERRIDE, CAP_FOWNER,
                           CAP_FSETID, CAP_KILL,         CAP_SETGID,
                           CAP_SETUID, CAP_SETPCAP,      CAP_NET_BIND_SERVICE};
  for (int number = 0; ::prctl(PR_CAPBSET_READ, number, 0, 0, 0) >= 0;
       ++number) {
    if (std::count(std::begin(kKept), std::end(kKept), number) > 0) continue;
    require(::prctl(PR_CAPBSET_DROP, number, 0, 0, 0) == 0, "PR_CAPBSET_DROP");
  }
}

void deny_root() {
  require(::setgroups(0, nullptr) == 0 &&
              ::setresgid(kNobody, kNobody, kNobody) == 0 &&
              ::setresuid(kNobody, kNobody, kNobody) == 0,
          "setresuid");
}

}  // namespace

int main(int argc, char** argv) {
  int at = 1;
  bool root = true;
  bool namespaces = true;
  for (; at < argc && std::string_view(argv[at]) != "--"; ++at) {
    const std::string_view denied = argv[at];
    if (denied == "root") root = false;
    if (denied == "namespaces") namespaces = false;
    if (denied == "bubblewrap") ::setenv("PATH", "/nonexistent", 1);
  }
  require(at + 1 < argc, "deny [root] [namespaces] [bubblewrap] -- PROGRAM");
  // By its descriptor: others may not be able to enter the build's folder.
  const int program = ::open(argv[at + 1], O_PATH | O_CLOEXEC);
  require(program >= 0, argv[at + 1]);
  if (!namespaces) {
    // Without no_new_privs this needs root, and with it set-uid tools fail.
    if (!root) ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    deny_namespaces();
    if (root) drop_capabilities();  // exec makes it so
  }
  if (!root && ::geteuid() == 0) deny_root();
  ::fexecve(program, argv + at + 1, environ);
  require(false, argv[at + 1]);
}
