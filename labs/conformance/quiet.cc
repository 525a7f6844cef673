#include "labs/conformance/quiet.hh"

#include <chrono>
#include <string>

#include "labs/conformance/facts.hh"

namespace conformance {
namespace {

using std::chrono::duration_cast;
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
    const std::string within =
        " within " + std::to_string(kWindow.count()) + " ms; ";
    const std::string used =
        time_ > kMostTime
            ? "it kept a processor busy for " +
                  std::to_string(duration_cast<milliseconds>(time_).count()) +
                  " ms"
            : "it woke up " + std::to_string(sleeps_) + " times";
    return used + within + describe_tasks(server_);
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
      [&] { return standstill(server) || window.closed_quietly(); },
      [&] { return window.describe(); });
}

}  // namespace conformance
