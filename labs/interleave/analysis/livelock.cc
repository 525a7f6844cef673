// The shared state, round by round.
#include "labs/interleave/analysis/livelock.hh"

#include <array>
#include <bitset>
#include <string>
#include <unordered_map>
#include <vector>

#include "labs/interleave/analysis/held_locks.hh"
#include "labs/interleave/analysis/idle_thread.hh"
#include "labs/interleave/analysis/memory_range.hh"
#include "labs/interleave/analysis/thread_name.hh"

namespace interleave {
namespace {

using Threads = std::bitset<kMaxThreads>;

bool is_progress(const Event& event) {
  switch (event.op) {
    case Op::kThreadCreate:
    case Op::kThreadBegin:
    case Op::kThreadEnd:
      return true;
    case Op::kCondSignal:
    case Op::kCondBroadcast:
    case Op::kFutexWake:
      return event.value != 0;
    default:
      return false;
  }
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t hash = (a + 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
  hash = ((hash ^ hash >> 29) + b) * 0x94d049bb133111eb;
  return hash ^ hash >> 32;
}

// The part of a stalled run that follows its last progress.
class Stall {
 public:
  Stall(std::span<const Event> events, const Outcome& outcome)
      : events_(events) {
    for (std::uint32_t step = 0; step < events.size(); ++step) {
      if (is_progress(events[step])) begin_ = step + 1;
    }
    find_spinners(outcome);
    find_shared();
    follow();
  }

  const Threads& spinners() const { return spinners_; }
  std::uint32_t second_half() const {
    return begin_ + (static_cast<std::uint32_t>(events_.size()) - begin_) / 2;
  }

  bool shared(const Event& event) const {
    if (!is_memory(event.op)) return false;
    const auto users = users_.find(first_byte(event.object));
    return users != users_.end() && users->second.count() > 1;
  }

  // Too few rounds to tell: the runtime's word counts.
  bool repeats() const {
    std::unordered_map<std::uint64_t, std::size_t> first;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      const bool fresh = first.emplace(states_[i], i).second;
      if (fresh && states_.size() > 1 && i >= states_.size() * 3 / 4) {
        return false;
      }
    }
    return true;
  }

  bool changes() const { return changes_; }

 private:
  void find_spinners(const Outcome& outcome) {
    for (std::size_t step = second_half(); step < events_.size(); ++step) {
      const unsigned thread = events_[step].thread;
      if (outcome.ends[thread].state != ThreadState::kEnded) {
        spinners_.set(thread);
      }
    }
  }

  void find_shared() {
    for (std::size_t step = begin_; step < events_.size(); ++step) {
      const Event& event = events_[step];
      if (is_memory(event.op)) {
        users_[first_byte(event.object)].set(event.thread);
      }
    }
  }

  // States are sums of what each location and lock adds, so that a change
  // costs the same however much there is.
  void follow() {
    std::unordered_map<std::uint64_t, std::uint64_t> parts;
    std::uint64_t state = 0;
    Threads round;
    const auto set = [&](std::uint64_t key, std::uint64_t part) {
      std::uint64_t& now = parts[key];
      state += part - now;
      now = part;
    };
    for (std::size_t step = begin_; step < events_.size(); ++step) {
      const Event& event = events_[step];
      const LockChange lock = lock_change(event);
      if (shared(event)) {
        const std::uint64_t key = first_byte(event.object);
        set(key, mix(key, event.value));
        changes_ |= !reads_only(event.op);
      } else if (lock.kind != LockChange::kNone) {
        const bool takes = lock.kind == LockChange::kTake;
        set(~lock.lock, takes ? mix(~lock.lock, event.thread) : 0);
        changes_ = true;
      }
      round.set(event.thread);
      if ((round & spinners_) == spinners_) {
        states_.push_back(state);
        round.reset();
      }
    }
  }

  std::span<const Event> events_;
  std::uint32_t begin_ = 0;
  Threads spinners_;
  std::unordered_map<std::uint64_t, Threads> users_;
  std::vector<std::uint64_t> states_;
  bool changes_ = false;
};

}  // namespace

std::optional<Finding> livelock_of(std::span<const Event> events,
                                   const Outcome& outcome) {
  const Stall stall(events, outcome);
  if (!stall.repeats()) return std::nullopt;
  std::array<IdleThread, kMaxThreads> idle;
  for (std::uint32_t step = stall.second_half(); step < events.size(); ++step) {
    const Event& event = events[step];
    if (is_memory(event.op) && !stall.shared(event) && !reads_only(event.op)) {
      continue;  // its own business
    }
    idle[event.thread].note(step, event);
  }
  Finding finding;
  finding.verdict = Verdict::kLivelock;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    if (!stall.spinners().test(thread) || !idle[thread].any()) continue;
    finding.threads.push_back(thread);
    finding.steps.push_back(idle[thread].step());
    if (!finding.detail.empty()) finding.detail += ", ";
    finding.detail +=
        thread_name(outcome, thread) + " " + idle[thread].in_words();
  }
  finding.detail += stall.changes()
                        ? "; the same shared state comes back again and again"
                        : "; nothing changes any more";
  return finding;
}

}  // namespace interleave
