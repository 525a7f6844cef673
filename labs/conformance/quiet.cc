#include "labs/conformance/quiet.hh"

#include <algorithm>
#include <chrono>
#include <string>

#include "labs/conformance/facts.hh"

namespace conformance {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kWindow{100};
constexpr milliseconds kMostTime{5};
constexpr std::uint64_t kMostSleeps = 20;

Usage usage_of_family(const Endpoint& server) {
  Usage sum;
  for (const pid_t pid : family(server)) {
    const Usage usage = server.observer.usage(pid);
    sum.cpu_time += usage.cpu_time;
    sum.sleeps += usage.sleeps;
  }
  return sum;
}

bool all_wait_for_ever(const Endpoint& server) {
  const auto tasks = family_tasks(server);
  return !tasks.empty() &&
         std::all_of(tasks.begin(), tasks.end(), waits_for_ever);
}

/// Compares the use of the processor from one window to the next.
class Window {
 public:
  explicit Window(const Endpoint& server) : server_(server) { restart(); }

  /// Whether the window has just closed, and was a quiet one.
  bool closed_quietly() {
    if (steady_clock::now() - begin_ < kWindow) return false;
    const Usage now = usage_of_family(server_);
    time_ = now.cpu_time - usage_.cpu_time;
    sleeps_ = now.sleeps - usage_.sleeps;
    restart();
    return time_ <= kMostTime && sleeps_ <= kMostSleeps && is_blocked(server_);
  }

  [[nodiscard]] std::string describe() const {
    return std::to_string(duration_cast<microseconds>(time_).count()) +
           " us of processor time and " + std::to_string(sleeps_) +
           " wake-ups in " + std::to_string(kWindow.count()) + " ms; " +
           describe_tasks(server_);
  }

 private:
  void restart() {
    begin_ = steady_clock::now();
    usage_ = usage_of_family(server_);
  }

  const Endpoint& server_;
  steady_clock::time_point begin_;
  Usage usage_;
  std::chrono::nanoseconds time_{};
  std::uint64_t sleeps_ = 0;
};

}  // namespace

void await_quiet(const Endpoint& server) {
  Window window(server);
  await_alive(
      server, "a server with nothing to do to use no processor",
      [&] { return all_wait_for_ever(server) || window.closed_quietly(); },
      [&] { return window.describe(); });
}

}  // namespace conformance
