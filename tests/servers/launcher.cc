#include "tests/servers/launcher.hh"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>

#include "labs/conformance/readiness.hh"
#include "labs/conformance/wait_until.hh"
#include "tests/servers/thread_sanitizer.hh"

namespace launcher {
namespace {

constexpr int kCannotExecute = 127;

/// What the child needs to become the program.
struct Image {
  int program;  // opened before: the user may not be allowed to look it up
  int output;
  int errors;
  pid_t parent;
  std::optional<uid_t> uid;
};

/// In the child: becomes the program. Only calls that are safe after fork.
[[noreturn]] void become(const Image& image,
                         const std::vector<char*>& arguments) {
  const auto& uid = image.uid;
  if (uid && (::setgid(*uid) < 0 || ::setuid(*uid) < 0)) {
    ::_exit(kCannotExecute);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // setuid would have cleared it
  if (::getppid() != image.parent) ::_exit(kCannotExecute);
  const int nothing = ::open("/dev/null", O_RDONLY);
  if (::dup2(nothing, STDIN_FILENO) < 0 ||
      ::dup2(image.output, STDOUT_FILENO) < 0 ||
      ::dup2(image.errors, STDERR_FILENO) < 0) {
    ::_exit(kCannotExecute);
  }
  if (nothing != STDIN_FILENO) ::close(nothing);
  ::fexecve(image.program, arguments.data(), environ);
  ::_exit(kCannotExecute);
}

}  // namespace

Launcher::Launcher(const std::vector<std::string>& argv,
                   std::optional<uid_t> uid)
    : errors_(::memfd_create("standard error", MFD_CLOEXEC)) {
  std::array<int, 2> ends;
  if (!errors_ || ::pipe2(ends.data(), O_CLOEXEC) < 0) {
    csapp::throw_errno("pipe2");
  }
  output_.reset(ends[0]);
  const csapp::Descriptor write_end(ends[1]);
  // ThreadSanitizer sleeps a second before a program ends; not our subject.
  ::setenv("TSAN_OPTIONS", "atexit_sleep_ms=0", 0);
  std::vector<char*> arguments;
  for (const auto& argument : argv) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  const csapp::Descriptor program(::open(arguments[0], O_PATH | O_CLOEXEC));
  if (!program) csapp::throw_errno(arguments[0]);
  const Image image{.program = program.get(),
                    .output = write_end.get(),
                    .errors = errors_.get(),
                    .parent = ::getpid(),
                    .uid = uid};
  pid_ = ::fork();
  if (pid_ < 0) csapp::throw_errno("fork");
  if (pid_ == 0) become(image, arguments);
}

Launcher::~Launcher() {
  if (status_) return;
  signal(SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

void Launcher::signal(int number) {
  if (!status_) ::kill(pid_, number);  // its pid is ours until it is reaped
  last_signal_ = number;
}

/// Reads what is there, or waits for it. False at end of file or time.
bool Launcher::read_output(std::chrono::milliseconds patience) {
  pollfd ready{.fd = output_.get(), .events = POLLIN, .revents = 0};
  if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
  std::array<char, 4096> part;
  const ssize_t n = ::read(output_.get(), part.data(), part.size());
  if (n > 0) output_so_far_.append(part.data(), static_cast<std::size_t>(n));
  return n > 0;
}

std::optional<std::uint16_t> Launcher::await_announcement() {
  while (output_so_far_.find('\n') == std::string::npos) {
    if (!read_output(kPatience)) return std::nullopt;
  }
  const auto end = output_so_far_.find('\n');
  return conformance::parse_announcement(output_so_far_.substr(0, end));
}

int Launcher::await_end() {
  if (status_) return *status_;
  int status = 0;
  const bool ended = conformance::wait_until(kPatience, [&] {
    if (::waitpid(pid_, &status, WNOHANG) == pid_) return true;
    if (thread_sanitizer::bears_repeating(last_signal_)) signal(last_signal_);
    return false;
  });
  if (!ended) {
    signal(SIGKILL);
    ::waitpid(pid_, &status, 0);
  }
  status_ = status;
  return status;
}

std::string Launcher::standard_output() {
  while (read_output(std::chrono::milliseconds(0))) {
  }
  return output_so_far_;
}

std::string Launcher::standard_error() const {
  std::string text;
  std::array<char, 4096> part;
  for (;;) {
    const ssize_t n = ::pread(errors_.get(), part.data(), part.size(),
                              static_cast<off_t>(text.size()));
    if (n <= 0) return text;
    text.append(part.data(), static_cast<std::size_t>(n));
  }
}

std::string sanitizer_report(const std::string& errors) {
  for (const char* mark : {"Sanitizer:", "runtime error:", "Assertion `"}) {
    const auto at = errors.find(mark);
    if (at != std::string::npos)
      return errors.substr(errors.rfind('\n', at) + 1);
  }
  return {};
}

}  // namespace launcher
