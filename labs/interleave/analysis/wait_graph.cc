// Owners of what is waited for, and cycles of them.
#include "labs/interleave/analysis/wait_graph.hh"

#include <algorithm>

#include "labs/interleave/analysis/thread_name.hh"
#include "labs/interleave/analysis/wait_words.hh"

namespace interleave {

WaitGraph::WaitGraph(std::span<const Event> events, const Outcome& outcome,
                     const HeldLocks& held)
    : events_(events),
      outcome_(outcome),
      held_(held),
      first_(kMaxThreads, kNoStep),
      last_(kMaxThreads, kNoStep) {
  for (std::uint32_t step = 0; step < events.size(); ++step) {
    const unsigned thread = events[step].thread;
    if (first_[thread] == kNoStep) first_[thread] = step;
    last_[thread] = step;
  }
}

bool WaitGraph::blocked(unsigned thread) const {
  const ThreadState state = outcome_.ends[thread].state;
  return state == ThreadState::kBlocked || state == ThreadState::kWaiting;
}

std::optional<std::uint32_t> WaitGraph::last_step(unsigned thread) const {
  if (last_[thread] == kNoStep) return std::nullopt;
  return last_[thread];
}

std::optional<std::uint32_t> WaitGraph::unsignalled_wait(
    unsigned thread) const {
  const std::uint32_t last = last_[thread];
  if (!blocked(thread) || last == kNoStep) return std::nullopt;
  const Event& event = events_[last];
  const bool waits = event.op == Op::kCondWait ||
                     (event.op == Op::kFutexWait && event.value == 0);
  if (!waits || signalled(thread, last)) return std::nullopt;
  return last;
}

// A broadcast reaches everybody who waits, a signal those who wait until one
// of them has taken it. A woken futex waiter waits for no lock, so it would
// not be blocked.
bool WaitGraph::signalled(unsigned thread, std::uint32_t wait) const {
  const Event& waiting = events_[wait];
  if (waiting.op != Op::kCondWait) return false;
  for (std::uint32_t step = wait + 1; step < events_.size(); ++step) {
    const Event& event = events_[step];
    if (event.object != waiting.object || event.value == 0) continue;
    if (event.op == Op::kCondBroadcast) return true;
    if (event.op != Op::kCondSignal) continue;
    const bool taken = std::any_of(
        events_.begin() + step, events_.end(), [&](const Event& later) {
          return later.op == Op::kCondWake && later.partner == step &&
                 later.thread != thread;
        });
    if (!taken) return true;
  }
  return false;
}

std::vector<WaitGraph::Owner> WaitGraph::owners(unsigned thread) const {
  std::vector<Owner> owners;
  const ThreadEnd& end = outcome_.ends[thread];
  if (!blocked(thread) || unsignalled_wait(thread)) return owners;
  switch (end.pending) {
    case Op::kMutexLock:
    case Op::kMutexTimedLock:
    case Op::kSpinLock:
    case Op::kWriteLock:
      add_holders(thread, end.object, false, owners);
      break;
    case Op::kReadLock:
      add_holders(thread, end.object, true, owners);
      break;
    case Op::kCondWait:
    case Op::kCondWake:
      if (last_[thread] != kNoStep &&
          events_[last_[thread]].op == Op::kCondWait) {
        add_holders(thread, events_[last_[thread]].extra, false, owners);
      }
      break;
    case Op::kOnceBegin:
      return runners(end.object);
    case Op::kThreadJoin:
      return joined(thread, end.object);
    default:
      break;
  }
  return owners;
}

void WaitGraph::add_holders(unsigned thread, std::uint64_t lock, bool shared,
                            std::vector<Owner>& owners) const {
  for (unsigned other = 0; other < held_.threads(); ++other) {
    const HeldLock* const held = held_.find(other, lock);
    if (held == nullptr || (shared && held->shared)) continue;
    const Owner owner{other, held->step};
    // What a thread wants and holds itself is the shortest cycle.
    owners.insert(other == thread ? owners.begin() : owners.end(), owner);
  }
}

std::vector<WaitGraph::Owner> WaitGraph::runners(std::uint64_t once) const {
  for (std::size_t i = events_.size(); i-- > 0;) {
    const Event& event = events_[i];
    if (event.object != once) continue;
    if (event.op == Op::kOnceEnd) break;
    if (event.op == Op::kOnceBegin && event.value == 1) {
      return {{event.thread, static_cast<std::uint32_t>(i)}};
    }
  }
  return {};
}

std::vector<WaitGraph::Owner> WaitGraph::joined(unsigned thread,
                                                std::uint64_t object) const {
  const std::uint64_t other = offset_of(object);
  if (place_of(object) != Place::kThread || other >= kMaxThreads) return {};
  const std::uint32_t first = first_[other];
  return {
      {static_cast<unsigned>(other), first == kNoStep ? last_[thread] : first}};
}

std::optional<WaitGraph::Cycle> WaitGraph::cycle() const {
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    Cycle path;
    if (!walk(thread, path)) continue;
    const auto lowest = std::min_element(
        path.owners.begin(), path.owners.end(),
        [](const Owner& a, const Owner& b) { return a.thread < b.thread; });
    std::rotate(path.owners.begin(), lowest, path.owners.end());
    return path;
  }
  return std::nullopt;
}

// Follows the owners in depth; leaves in `path` the cycle alone.
bool WaitGraph::walk(unsigned thread, Cycle& path) const {
  for (const Owner& owner : owners(thread)) {
    const auto met = std::find_if(
        path.owners.begin(), path.owners.end(),
        [&](const Owner& one) { return one.thread == owner.thread; });
    if (met != path.owners.end()) {
      met->step = owner.step;  // it may have been met by way of another wait
      path.owners.erase(path.owners.begin(), met);
      return true;
    }
    path.owners.push_back(owner);
    if (walk(owner.thread, path)) return true;
    path.owners.pop_back();
  }
  return false;
}

std::string WaitGraph::lock_in_words(unsigned thread) const {
  const std::vector<Owner> all = owners(thread);
  if (all.empty()) return " wants a lock that it cannot get";
  const unsigned owner = all.front().thread;
  if (owner == thread) return " wants a lock that it holds itself";
  const bool ended = outcome_.ends[owner].state == ThreadState::kEnded;
  return " wants a lock that " + thread_name(outcome_, owner) +
         (ended ? " held when it ended" : " holds");
}

std::string WaitGraph::in_words(unsigned thread) const {
  const ThreadEnd& end = outcome_.ends[thread];
  const std::string name = thread_name(outcome_, thread);
  if (unsignalled_wait(thread)) {
    const bool futex = events_[last_[thread]].op == Op::kFutexWait;
    return name +
           (futex ? " waits for a value to change" : " waits on a condition");
  }
  if (wants_lock(end.pending)) return name + lock_in_words(thread);
  if (end.pending == Op::kOnceBegin) {
    const std::vector<Owner> all = owners(thread);
    return name + " waits for the once routine" +
           (all.empty() ? ""
                        : " of " + thread_name(outcome_, all.front().thread));
  }
  if (end.pending == Op::kThreadJoin) {
    const auto other = static_cast<unsigned>(offset_of(end.object));
    return name + " waits for " +
           (other == thread ? "its own end"
                            : thread_name(outcome_, other) + " to end");
  }
  return name + std::string(wait_in_words(end.pending));
}

}  // namespace interleave
