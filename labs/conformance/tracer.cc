#include "labs/conformance/tracer.hh"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <csignal>

#include "csapp/descriptor.hh"
#include "labs/conformance/observer.hh"
#include "labs/conformance/wait_until.hh"

namespace conformance {
namespace {

constexpr int kSystemCallStop = SIGTRAP | 0x80;  // by PTRACE_O_TRACESYSGOOD
constexpr std::chrono::seconds kMostTimeToDetach{1};

user_regs_struct registers_of(pid_t pid) {
  user_regs_struct registers{};
  if (::ptrace(PTRACE_GETREGS, pid, nullptr, &registers) < 0) {
    csapp::throw_errno("ptrace");
  }
  return registers;
}

/// One that is killed meanwhile needs no change.
template <typename Change>
void change_registers(pid_t pid, Change change) {
  user_regs_struct registers{};
  if (::ptrace(PTRACE_GETREGS, pid, nullptr, &registers) < 0) return;
  change(registers);
  ::ptrace(PTRACE_SETREGS, pid, nullptr, &registers);
}

/// What there is to wait for, which stays there: 0 for nothing, CLD_TRAPPED, or
/// another code when the process has ended.
int look(pid_t pid) {
  siginfo_t info{};
  if (::waitid(P_PID, static_cast<id_t>(pid), &info,
               WSTOPPED | WEXITED | WNOHANG | WNOWAIT) < 0) {
    return CLD_EXITED;  // and it has been reaped
  }
  return info.si_pid == 0 ? 0 : info.si_code;
}

/// The end of the process is left to its launcher.
std::optional<int> stop_status(pid_t pid) {
  int status = 0;
  if (look(pid) != CLD_TRAPPED) return std::nullopt;
  if (::waitpid(pid, &status, WNOHANG | __WALL) != pid) return std::nullopt;
  return status;
}

bool has_ended(pid_t pid) {
  const int code = look(pid);
  return code != 0 && code != CLD_TRAPPED;
}

}  // namespace

std::unique_ptr<Tracer> Observer::trace(pid_t pid) {
  return std::make_unique<Tracer>(pid);
}

Tracer::Tracer(pid_t pid) : pid_(pid) {
  if (::ptrace(PTRACE_SEIZE, pid, nullptr, PTRACE_O_TRACESYSGOOD) < 0) {
    csapp::throw_errno("ptrace");
  }
  // Only what is let go by PTRACE_SYSCALL stops at calls.
  ::ptrace(PTRACE_INTERRUPT, pid, nullptr, nullptr);
}

Tracer::~Tracer() {
  if (!standing_) {
    ::ptrace(PTRACE_INTERRUPT, pid_, nullptr, nullptr);
    static_cast<void>(wait_until(kMostTimeToDetach,
                                 [this] { return stop() || has_ended(pid_); }));
  }
  finish_call();
  const int signal = standing_ ? standing_->signal : 0;
  ::ptrace(PTRACE_DETACH, pid_, nullptr, signal);
}

std::optional<Tracer::Stop> Tracer::stop() {
  if (standing_) return standing_;
  if (const auto status = stop_status(pid_)) standing_ = describe(*status);
  return standing_;
}

Tracer::Stop Tracer::describe(int status) const {
  const int signal = WSTOPSIG(status);
  const int event = status >> 16;
  if (event != 0) return {.kind = Stop::Kind::kOther, .event = event};
  if (signal != kSystemCallStop) {
    return {.kind = Stop::Kind::kSignal, .signal = signal};
  }
  __ptrace_syscall_info info{};
  if (::ptrace(PTRACE_GET_SYSCALL_INFO, pid_, sizeof info, &info) < 0) {
    return {};  // killed meanwhile
  }
  if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
    return {.kind = Stop::Kind::kCall,
            .call = static_cast<long>(info.entry.nr),
            .arguments = std::to_array(info.entry.args)};
  }
  const bool failed = info.exit.is_error != 0;
  return {.kind = Stop::Kind::kReturn,
          .error = static_cast<int>(failed ? -info.exit.rval : 0),
          .result = failed ? 0 : static_cast<long>(info.exit.rval)};
}

/// Gives a call that was to fail its error, and takes back what was changed:
/// the program may still need the argument.
void Tracer::finish_call() {
  if ((failing_with_ == 0 && !asked_) || !standing_) return;
  if (standing_->kind != Stop::Kind::kReturn) return;
  change_registers(pid_, [this](user_regs_struct& registers) {
    if (failing_with_ != 0) {
      registers.rax = static_cast<unsigned long long>(-failing_with_);
    }
    if (asked_) registers.rdx = *asked_;
  });
  failing_with_ = 0;
  asked_.reset();
}

void Tracer::go_on() {
  finish_call();
  const int signal = standing_->signal;
  standing_.reset();
  ::ptrace(PTRACE_SYSCALL, pid_, nullptr, signal);  // if it still is there
}

void Tracer::fail_call(int error) {
  change_registers(pid_, [](user_regs_struct& registers) {
    // One that does nothing. Not -1, no call at all: a sandbox's filter may
    // take that for one of another architecture, and kill.
    registers.orig_rax = SYS_getpid;
  });
  failing_with_ = error;
}

void Tracer::shorten_call(std::uint64_t most) {
  change_registers(pid_, [&](user_regs_struct& registers) {
    asked_ = registers.rdx;
    registers.rdx = std::min<unsigned long long>(registers.rdx, most);
  });
}

std::string Tracer::memory(std::size_t address, std::size_t size) const {
  const std::string path = "/proc/" + std::to_string(pid_) + "/mem";
  const csapp::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) csapp::throw_errno(path.c_str());
  std::string bytes(size, '\0');
  const ssize_t n =
      ::pread(file.get(), bytes.data(), size, static_cast<off_t>(address));
  bytes.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return bytes;
}

std::size_t Tracer::thread_pointer() const {
  return registers_of(pid_).fs_base;
}

}  // namespace conformance
