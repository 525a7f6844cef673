#include "labs/grader/sandbox/box.hh"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <string_view>
#include <utility>

#include "labs/grader/sandbox/defences.hh"
#include "labs/grader/sandbox/pipe.hh"
#include "labs/grader/sandbox/process_end.hh"
#include "labs/grader/sandbox/whole_io.hh"

namespace grader {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kKeeperPatience{25};
constexpr std::size_t kComplaintBytes = 500;

csapp::Descriptor opened(const char* path, int flags) {
  csapp::Descriptor file(::open(path, flags | O_CLOEXEC));
  if (!file) csapp::throw_errno(path);
  return file;
}

// Between fork and exec of a process that may have threads: system calls only.
// `wanted`: what becomes 0, 1, …
[[noreturn]] void become_keeper(std::array<int, kFirstFreeFd> wanted,
                                const char* executable) {
  constexpr int kHigh = 100;
  for (int& fd : wanted) fd = ::fcntl(fd, F_DUPFD, kHigh);
  for (std::size_t number = 0; number < wanted.size(); ++number) {
    ::dup2(wanted[number], static_cast<int>(number));
  }
  ::close_range(kFirstFreeFd, ~0U, 4 /* CLOSE_RANGE_CLOEXEC */);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::setsid();  // a terminal's signals are for the grader
  char name[] = "examiner";
  char argument[sizeof kKeeperArgument];
  std::copy(std::begin(kKeeperArgument), std::end(kKeeperArgument), argument);
  char* const arguments[] = {name, argument, nullptr};
  char* const no_environment[] = {nullptr};
  ::execve(executable, arguments,
           is_on(Defence::kEmptyEnvironment) ? no_environment : environ);
  ::_exit(127);
}

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, std::min(text.find('\n'), text.size()));
  line.resize(std::min(line.size(), kComplaintBytes));
  return line;
}

}  // namespace

Box::Box(const Orders& orders, int slot) {
  const csapp::Descriptor memory(orders_in_memory(orders));
  const csapp::Descriptor null = opened("/dev/null", O_RDWR);
  Pipe report = make_pipe();
  Pipe lifeline = make_pipe();
  complaints_.reset(::memfd_create("complaints", MFD_CLOEXEC));
  if (!complaints_) csapp::throw_errno("memfd_create");
  const std::array<int, kFirstFreeFd> wanted{null.get(),
                                             null.get(),
                                             complaints_.get(),
                                             memory.get(),
                                             report.write_end.get(),
                                             lifeline.read_end.get(),
                                             slot < 0 ? null.get() : slot};
  keeper_ = ::fork();
  if (keeper_ < 0) csapp::throw_errno("fork");
  if (keeper_ == 0) become_keeper(wanted, "/proc/self/exe");
  report_ = std::move(report.read_end);
  lifeline_ = std::move(lifeline.write_end);
}

Box::~Box() {
  if (keeper_ >= 0) static_cast<void>(end());
}

Return Box::wait(std::chrono::seconds wall, std::size_t most_bytes) {
  const bool in_time = read_report(wall, most_bytes);
  const bool clean = end();
  return judged(in_time, clean);
}

// False: time is up. A report that is too long is cut off, and so is none.
bool Box::read_report(std::chrono::seconds wall, std::size_t most_bytes) {
  const Clock::time_point deadline = Clock::now() + wall;
  static constexpr std::size_t kPart = std::size_t{1} << 16;
  while (received_.size() < most_bytes) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - Clock::now());
    if (left.count() <= 0) return false;
    pollfd readable{report_.get(), POLLIN, 0};
    if (::poll(&readable, 1, static_cast<int>(left.count())) <= 0) continue;
    const std::size_t had = received_.size();
    received_.resize(had + kPart);
    const ssize_t got = ::read(report_.get(), received_.data() + had, kPart);
    received_.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) break;
  }
  return true;
}

// False: the keeper could not end the box.
bool Box::end() {
  lifeline_.reset();
  return end_within(std::exchange(keeper_, -1), kKeeperPatience) == 0;
}

Return Box::judged(bool in_time, bool clean) const {
  const std::string complaint = first_line(read_memory_file(complaints_.get()));
  std::string_view packed = received_;
  const bool hello = packed.starts_with(kHello);
  if (hello) packed.remove_prefix(1);
  if (!clean) {
    return {Ending::kFault, {}, "the box could not be removed: " + complaint};
  }
  if (!in_time) return {Ending::kTimedOut, {}, "out of time"};
  try {
    return unpacked_return(packed);
  } catch (const std::exception&) {
    if (!hello) return {Ending::kFault, {}, complaint};
  }
  return {Ending::kDied,
          {},
          complaint.empty() ? "the examiner was killed" : complaint};
}

}  // namespace grader
