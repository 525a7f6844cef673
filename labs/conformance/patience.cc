#include "labs/conformance/patience.hh"

#include <algorithm>
#include <utility>

#include "labs/conformance/facts.hh"

namespace conformance {
namespace {

using std::chrono::milliseconds;

// Most facts come true at once: only then is there something to look at.
constexpr milliseconds kBetweenLooks{1'000};
constexpr int kStandstill = 2;  // looks after which it is one
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
  if (asked_++ == 0) {
    left_ = server_.patience;
  } else {
    if (asked_ == 2) used_ = used_by_family(server_);
    if (stands_still()) return milliseconds{0};
    if (left_.count() == 0 && renewals_ < kRenewals && is_starved()) renew();
  }
  const milliseconds time = std::min(kBetweenLooks, left_);
  left_ -= time;
  return time;
}

void Patience::renew() {
  ++renewals_;
  left_ = server_.patience;
  used_ = used_by_family(server_);
}

bool Patience::stands_still() {
  const auto before = std::exchange(slept_, standstill(server_));
  const bool same = slept_ && slept_ == before && !something_arrives_();
  still_ = same ? still_ + 1 : 0;
  return still_ >= kStandstill;
}

bool Patience::is_starved() const {
  const auto tasks = family_tasks(server_);
  return std::any_of(tasks.begin(), tasks.end(),
                     [](const Task& task) { return task.state == 'R'; }) &&
         used_by_family(server_) - used_ < server_.patience / kFairPart;
}

}  // namespace conformance
