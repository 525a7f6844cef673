#include "labs/assignments/library_tests/probe.hh"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "labs/conformance/facts.hh"
#include "labs/conformance/wait_until.hh"

namespace library_tests {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{20};  // a run takes some milliseconds
constexpr std::chrono::seconds kEnd{2};  // of a program that is about to end
constexpr std::chrono::seconds kProcessorTime{1};
constexpr std::size_t kMostCalls = 5000;
constexpr std::size_t kMostTold = std::size_t{4} << 20;  // bytes
constexpr std::uint64_t kFirstUnderTest = 4;

std::chrono::milliseconds left_until(steady_clock::time_point end) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      end - steady_clock::now());
}

// Others of its processes and threads may still end a wait for them.
bool is_for_peer(const conformance::Task& task) {
  if (!conformance::waits_for_ever(task)) return false;
  switch (task.system_call) {
    case SYS_wait4:
    case SYS_waitid:
    case SYS_futex:
      return false;
    case SYS_pause:
    case SYS_rt_sigsuspend:
    case SYS_rt_sigtimedwait:
    case SYS_poll:
    case SYS_ppoll:
    case SYS_select:
    case SYS_pselect6:
      return true;
    default:  // names a descriptor
      return task.arguments[0] >= kFirstUnderTest;
  }
}

// Whether this machine lets us trace a program that does nothing about it.
bool can_trace(const grader::Limits& limits) {
  const grader::StudentProgram idle(
      {.arguments = {"/usr/bin/sleep", "60"}, .limits = limits});
  try {
    const conformance::Tracer tracer(idle.pid());
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

grader::Launch launch_of(const ProbeStart& start, int channel) {
  std::filesystem::permissions("probe", std::filesystem::perms(0755));
  grader::Launch launch{.arguments = {"./probe", "--grader"},
                        .input = start.input,
                        .hand_over = {channel},
                        .limits = start.limits,
                        .connects_to = start.connects_to};
  launch.limits.cpu = kProcessorTime;
  launch.arguments.insert(launch.arguments.end(), start.calls.begin(),
                          start.calls.end());
  launch.hand_over.insert(launch.hand_over.end(), start.under_test.begin(),
                          start.under_test.end());
  return launch;
}

}  // namespace

Probe::Channel Probe::make_channel() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
    csapp::throw_errno("socketpair");
  }
  Channel channel{csapp::Descriptor(ends[0]), csapp::Descriptor(ends[1])};
  if (::fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0) csapp::throw_errno("fcntl");
  return channel;
}

Probe::Probe(const ProbeStart& start) : Probe(start, make_channel()) {}

Probe::Probe(const ProbeStart& start, Channel channel)
    : channel_(std::move(channel.ours)),
      injector_(start.faults),
      program_(launch_of(start, channel.theirs.get())),
      observer_(program_.pid()) {
  try {
    tracer_.emplace(pid());
  } catch (const std::system_error&) {
    // It may have ended already; and whoever hides from us does so in vain.
    const bool ended = conformance::wait_until(
        kEnd, [this] { return wait_status().has_value(); });
    if (!ended && !can_trace(start.limits)) throw;
  }
}

Halt Probe::run(const std::function<bool()>& fact) {
  if (!tracer_ && !wait_status()) return Halt::kHides;
  const auto end = steady_clock::now() + kPatience;
  if (!std::exchange(has_begun_, true)) {
    static_cast<void>(!::send(channel_.get(), "", 1, MSG_NOSIGNAL));
  }
  while (injector_.calls().size() <= kMostCalls && told_ <= kMostTold) {
    bool reached = false;
    // In turns, since the pauses between two looks grow with each.
    if (!conformance::wait_until(left_until(end), [&] {
          if (advance() || take_lines()) return true;
          reached = fact();
          return reached || wait_status();
        })) {
      return Halt::kTimedOut;
    }
    // What it has told before is there by now.
    if ((reached || wait_status()) && take_lines()) continue;
    if (reached) return Halt::kReached;
    if (wait_status()) return Halt::kEnded;
  }
  return Halt::kBusy;
}

bool Probe::advance() {
  if (!tracer_) return false;
  const auto stop = tracer_->stop();
  if (!stop) return false;
  injector_.see(*tracer_, *stop);
  tracer_->go_on();
  return true;
}

bool Probe::take_lines() {
  std::array<char, 1 << 14> part;
  const ssize_t n =
      ::recv(channel_.get(), part.data(), part.size(), MSG_DONTWAIT);
  if (n <= 0) return false;
  told_ += static_cast<std::size_t>(n);
  begun_.append(part.data(), static_cast<std::size_t>(n));
  std::size_t start = 0;
  for (std::size_t end = 0; (end = begun_.find('\n', start)) != begun_.npos;
       start = end + 1) {
    lines_.push_back(begun_.substr(start, end - start));
  }
  begun_.erase(0, start);
  return true;
}

std::optional<conformance::Task> Probe::waits_for_peer() {
  const auto tasks = observer_.tasks(pid());
  // None of its others may be about to do something.
  if (!std::all_of(tasks.begin(), tasks.end(),
                   [](const auto& task) { return is_blocked(task); })) {
    return std::nullopt;
  }
  const auto found = std::find_if(tasks.begin(), tasks.end(), is_for_peer);
  return found == tasks.end() ? std::nullopt : std::optional(*found);
}

std::optional<int> Probe::wait_status() { return observer_.wait_status(); }

std::string Probe::finish() {
  const auto [out, err] = program_.finish();
  tracer_.reset();
  return out + err;
}

}  // namespace library_tests
