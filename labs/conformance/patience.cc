#include "labs/conformance/patience.hh"

#include <algorithm>

#include "labs/conformance/facts.hh"

namespace conformance {
namespace {

using std::chrono::milliseconds;

// Most facts come true at once: only then is there something to look at.
constexpr milliseconds kUnwatched{1'000};
constexpr int kRenewals = 3;
// Of the time: a server that loops gets more, even on a busy machine.
constexpr int kFairPart = 8;

std::chrono::nanoseconds used_by_family(const Endpoint& server) {
  std::chrono::nanoseconds sum{};
  for (const pid_t pid : family(server)) {
    sum += server.observer.usage(pid).cpu_time;
  }
  return sum;
}

}  // namespace

milliseconds Patience::next() {
  const milliseconds first = std::min(kUnwatched, server_.patience);
  switch (asked_++) {
    case 0:
      return first;
    case 1:
      return watch(server_.patience - first);
    default:
      if (asked_ > 2 + kRenewals || !is_starved()) return milliseconds{0};
      return watch(server_.patience);
  }
}

milliseconds Patience::watch(milliseconds time) {
  used_ = used_by_family(server_);
  watched_ = time;
  return time;
}

bool Patience::is_starved() const {
  const auto tasks = family_tasks(server_);
  return std::any_of(tasks.begin(), tasks.end(),
                     [](const Task& task) { return task.state == 'R'; }) &&
         used_by_family(server_) - used_ < watched_ / kFairPart;
}

}  // namespace conformance
