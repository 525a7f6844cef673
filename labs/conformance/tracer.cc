#include "labs/conformance/tracer.hh"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>

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

void set_registers(pid_t pid, user_regs_struct registers) {
  if (::ptrace(PTRACE_SETREGS, pid, nullptr, &registers) < 0) {
    csapp::throw_errno("ptrace");
  }
}

/// Looks without waiting, and leaves the end of the process to its launcher.
std::optional<int> stop_status(pid_t pid) {
  siginfo_t info{};
  if (::waitid(P_PID, static_cast<id_t>(pid), &info,
               WSTOPPED | WEXITED | WNOHANG | WNOWAIT) < 0) {
    return std::nullopt;
  }
  const bool stopped = info.si_code == CLD_TRAPPED;
  int status = 0;
  if (info.si_pid == 0 || !stopped) return std::nullopt;
  if (::waitpid(pid, &status, WNOHANG | __WALL) != pid) return std::nullopt;
  return status;
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
    static_cast<void>(wait_until(
        kMostTimeToDetach, [this] { return stop() || ::kill(pid_, 0) < 0; }));
  }
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
            .call = static_cast<long>(info.entry.nr)};
  }
  const auto error = info.exit.is_error != 0 ? -info.exit.rval : 0;
  return {.kind = Stop::Kind::kReturn, .error = static_cast<int>(error)};
}

void Tracer::go_on() {
  if (standing_->kind == Stop::Kind::kReturn && failing_with_ != 0) {
    auto registers = registers_of(pid_);
    registers.rax = static_cast<unsigned long long>(-failing_with_);
    set_registers(pid_, registers);
    failing_with_ = 0;
  }
  const int signal = standing_->signal;
  standing_.reset();
  ::ptrace(PTRACE_SYSCALL, pid_, nullptr, signal);  // if it still is there
}

void Tracer::fail_call(int error) {
  auto registers = registers_of(pid_);
  registers.orig_rax = ~0ULL;  // no such call: the kernel does nothing
  set_registers(pid_, registers);
  failing_with_ = error;
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
