#include "labs/grader/sandbox/system_call_filter.hh"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/defences.hh"

namespace grader {
namespace {

using Program = std::vector<sock_filter>;

constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;
constexpr std::uint32_t kUnknown = SECCOMP_RET_ERRNO | ENOSYS;
constexpr std::uint32_t kX32 = 0x40000000;  // the other calls of x86-64
constexpr std::uint32_t kNewNamespaces =
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
    CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;

constexpr long kRefused[] = {
    // io_uring, and what is 425 and up: new ways to do mounts and the like
    425,
    426,
    427,
    428,
    429,
    430,
    431,
    432,
    433,
    438,
    442,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kcmp,
    SYS_unshare,
    SYS_setns,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_swapon,
    SYS_swapoff,
    SYS_reboot,
    SYS_acct,
    SYS_quotactl,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    SYS_kexec_file_load,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_add_key,
    SYS_request_key,
    SYS_keyctl,
    SYS_open_by_handle_at,
    SYS_mq_open};

constexpr long kObjects[] = {SYS_shmget, SYS_semget, SYS_msgget};

void load(Program& program, std::size_t offset) {
  program.push_back(
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)));
}

// The low half: flags and small numbers are all there is to see.
void load_argument(Program& program, std::size_t index) {
  load(program, offsetof(seccomp_data, args) + index * sizeof(std::uint64_t));
}

void answer(Program& program, std::uint32_t verdict) {
  program.push_back(BPF_STMT(BPF_RET | BPF_K, verdict));
}

// The next `count` instructions only if what is loaded is `value`.
void if_equal(Program& program, std::uint32_t value, std::uint8_t count) {
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, count));
}

void unless_equal(Program& program, std::uint32_t value, std::uint8_t count) {
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, count, 0));
}

void if_any_bit(Program& program, std::uint32_t bits, std::uint8_t count) {
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, count));
}

void refuse(Program& program, long call, std::uint32_t verdict = kRefuse) {
  if_equal(program, static_cast<std::uint32_t>(call), 1);
  answer(program, verdict);
}

// `call` if an argument has one of the bits.
void refuse_flags(Program& program, long call, std::size_t index,
                  std::uint32_t bits) {
  if_equal(program, static_cast<std::uint32_t>(call), 4);
  load_argument(program, index);
  if_any_bit(program, bits, 1);
  answer(program, kRefuse);
  load(program, offsetof(seccomp_data, nr));
}

void refuse_other_architectures(Program& program) {
  load(program, offsetof(seccomp_data, arch));
  unless_equal(program, AUDIT_ARCH_X86_64, 1);
  answer(program, SECCOMP_RET_KILL_PROCESS);
  load(program, offsetof(seccomp_data, nr));
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kX32, 0, 1));
  answer(program, SECCOMP_RET_KILL_PROCESS);
}

// prlimit of somebody else: a submission could end the examiner with it.
void refuse_limits_of_others(Program& program) {
  if_equal(program, SYS_prlimit64, 4);
  load_argument(program, 0);
  unless_equal(program, 0, 1);
  answer(program, kRefuse);
  load(program, offsetof(seccomp_data, nr));
}

// socket(): TCP of the internet, local and routing sockets, nothing else;
// Landlock judges the connections of TCP alone.
void refuse_other_sockets(Program& program) {
  constexpr std::uint32_t kTypeMask = 0xf;  // without SOCK_NONBLOCK …
  if_equal(program, SYS_socket, 13);
  load_argument(program, 0);
  unless_equal(program, AF_UNIX, 11);
  unless_equal(program, AF_NETLINK, 10);
  unless_equal(program, AF_INET, 2);
  unless_equal(program, AF_INET6, 1);
  answer(program, kRefuse);
  load_argument(program, 1);
  program.push_back(BPF_STMT(BPF_ALU | BPF_AND | BPF_K, kTypeMask));
  unless_equal(program, SOCK_STREAM, 1);
  answer(program, kRefuse);
  load_argument(program, 2);
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, 6, 0, 1));
  answer(program, kRefuse);
  load(program, offsetof(seccomp_data, nr));
}

void refuse_network(Program& program, Outside outside) {
  if (outside == Outside::kPrivateNetwork) return;
  refuse_other_sockets(program);
  // A connection by sendto(), which Landlock does not see.
  refuse_flags(program, SYS_sendto, 3, MSG_FASTOPEN);
  refuse_flags(program, SYS_sendmsg, 2, MSG_FASTOPEN);
  refuse_flags(program, SYS_sendmmsg, 3, MSG_FASTOPEN);
  if (outside == Outside::kNoConnect) refuse(program, SYS_connect);
}

}  // namespace

void confine_by_filter(Outside outside) {
  Program program;
  refuse_other_architectures(program);
  for (const long call : kRefused) refuse(program, call);
  for (const long call : kObjects) {
    if (is_on(Defence::kOwnObjects)) refuse(program, call);
  }
  refuse(program, SYS_clone3, kUnknown);
  refuse_flags(program, SYS_clone, 0, kNewNamespaces);
  if (is_on(Defence::kLimitsOfOthers)) refuse_limits_of_others(program);
  refuse_network(program, outside);
  answer(program, SECCOMP_RET_ALLOW);
  const sock_fprog filter{static_cast<unsigned short>(program.size()),
                          program.data()};
  if (::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) < 0) {
    csapp::throw_errno("seccomp");
  }
}

}  // namespace grader
