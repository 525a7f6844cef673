// The three ways to lose a wake-up.
#include "labs/interleave/analysis/lost_wakeup.hh"

#include <string>
#include <vector>

#include "labs/interleave/analysis/missed_signals.hh"
#include "labs/interleave/analysis/thread_name.hh"

namespace interleave {
namespace {

bool is_signal(Op op) {
  return op == Op::kCondSignal || op == Op::kCondBroadcast ||
         op == Op::kFutexWake;
}

bool writes(const Event& event) {
  return is_memory(event.op) && !reads_only(event.op);
}

Finding lost(std::span<const Event> events, std::vector<std::uint32_t> steps,
             std::string detail) {
  Finding finding;
  finding.verdict = Verdict::kLostWakeup;
  finding.object = events[steps[1]].object;
  finding.threads = {events[steps[1]].thread, events[steps[0]].thread};
  finding.steps = std::move(steps);
  finding.detail = std::move(detail);
  return finding;
}

Finding too_early(std::span<const Event> events, const Outcome& outcome,
                  std::uint32_t signal, std::uint32_t wait) {
  return lost(events, {signal, wait},
              thread_name(outcome, events[signal].thread) +
                  " signalled before it changed what " +
                  thread_name(outcome, events[wait].thread) + " waits for");
}

// Who waits on a futex counts itself as a waiter just before, with an atomic
// update, so that others need not call the kernel: the object of that count,
// or that of the wait.
std::uint64_t waiter_count(std::span<const Event> events, std::uint32_t wait) {
  const Event& waiting = events[wait];
  for (std::uint32_t step = wait; step-- > 0;) {
    const Event& event = events[step];
    if (event.thread == waiting.thread && event.op == Op::kAtomicUpdate) {
      return event.object;
    }
  }
  return waiting.object;
}

// The latest signal is the best story.
std::optional<Finding> without_waiter(std::span<const Event> events,
                                      const Outcome& outcome,
                                      std::uint32_t wait) {
  const Event& waiting = events[wait];
  const std::string waiter = thread_name(outcome, waiting.thread);
  const bool counted = waiting.op == Op::kFutexWait;
  const std::uint64_t count = counted ? waiter_count(events, wait) : 0;
  MissedSignals signals(events, wait);
  for (std::uint32_t step = wait; step-- > 0;) {
    const Event& event = events[step];
    const bool found_nobody =
        (is_signal(event.op) && event.object == waiting.object) ||
        (counted && count != waiting.object && event.object == count &&
         event.op == Op::kAtomicLoad);
    if (!found_nobody || event.value != 0 || event.thread == waiting.thread) {
      continue;
    }
    const std::string signaller = thread_name(outcome, event.thread);
    if (signals.unseen(step)) {
      return lost(events, {step, wait},
                  signaller + " signalled when nobody waited, before " +
                      waiter + " began to wait for ever");
    }
    if (signals.too_early(step)) return too_early(events, outcome, step, wait);
  }
  return std::nullopt;
}

// Does the thread, woken at `wake`, wait again with nothing done?
bool goes_back(std::span<const Event> events, std::uint32_t wake) {
  const unsigned thread = events[wake].thread;
  for (std::uint32_t step = wake + 1; step < events.size(); ++step) {
    const Event& event = events[step];
    if (event.thread != thread) continue;
    if (event.op == Op::kCondWait || event.op == Op::kFutexWait) {
      return event.object == events[wake].object;
    }
    const bool own = (place_of(event.object) == Place::kStack ||
                      place_of(event.object) == Place::kThreadLocal) &&
                     thread_of(event.object) == thread;
    if (writes(event) && !own) return false;
  }
  return false;
}

bool is_wake(Op op) { return op == Op::kCondWake || op == Op::kFutexWoken; }

// The waiter's last wake-up brought it nothing.
std::optional<Finding> taken_in_vain(std::span<const Event> events,
                                     const Outcome& outcome,
                                     std::uint32_t wait) {
  const Event& waiting = events[wait];
  for (std::uint32_t step = wait; step-- > 0;) {
    const Event& wake = events[step];
    if (wake.thread != waiting.thread || !is_wake(wake.op)) continue;
    if (wake.object != waiting.object || wake.partner == kNoStep ||
        !goes_back(events, step) ||
        !MissedSignals(events, wait).too_early(wake.partner)) {
      return std::nullopt;
    }
    return too_early(events, outcome, wake.partner, wait);
  }
  return std::nullopt;
}

std::optional<Finding> taken_by_another(std::span<const Event> events,
                                        const Outcome& outcome,
                                        std::uint32_t wait) {
  for (auto step = static_cast<std::uint32_t>(events.size());
       step-- > wait + 1;) {
    const Event& wake = events[step];
    if (!is_wake(wake.op) || wake.object != events[wait].object ||
        wake.partner == kNoStep || wake.partner < wait ||
        events[wake.partner].op == Op::kCondBroadcast) {
      continue;
    }
    if (!goes_back(events, step)) continue;
    Finding finding =
        lost(events, {wake.partner, wait, step},
             thread_name(outcome, wake.thread) + " took the signal that " +
                 thread_name(outcome, events[wait].thread) +
                 " needed, and went back to wait");
    finding.threads.push_back(wake.thread);
    return finding;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Finding> lost_wakeup_of(std::span<const Event> events,
                                      const Outcome& outcome,
                                      std::uint32_t wait) {
  if (auto finding = without_waiter(events, outcome, wait)) return finding;
  if (auto finding = taken_in_vain(events, outcome, wait)) return finding;
  return taken_by_another(events, outcome, wait);
}

}  // namespace interleave
