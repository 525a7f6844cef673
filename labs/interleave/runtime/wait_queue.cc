#include "labs/interleave/runtime/wait_queue.hh"

#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

constexpr unsigned kNotFound = kMaxSignals;
constexpr std::uint64_t kNever = ~std::uint64_t{0};  // a later ticket than all

// The oldest signal that the thread can take.
unsigned find_signal(const Thread& thread, std::uint64_t address) {
  const WaitState& waits = state().waits;
  for (unsigned i = 0; i < waits.count; ++i) {
    if (waits.signals[i].address == address &&
        waits.signals[i].ticket > thread.wait_ticket) {
      return i;
    }
  }
  return kNotFound;
}

unsigned waiters_before(std::uint64_t ticket, std::uint64_t address) {
  const State& s = state();
  unsigned count = 0;
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const Thread& thread = s.threads[i];
    if (!thread.ended && thread.waits_on == address &&
        thread.wait_ticket < ticket) {
      ++count;
    }
  }
  return count;
}

unsigned signals_on(std::uint64_t address) {
  const WaitState& waits = state().waits;
  unsigned count = 0;
  for (unsigned i = 0; i < waits.count; ++i) {
    if (waits.signals[i].address == address) ++count;
  }
  return count;
}

}  // namespace

void begin_wait(std::uint64_t address) {
  self().waits_on = address;
  self().wait_ticket = ++state().waits.next_ticket;
}

bool is_signalled(const Thread& thread, std::uint64_t address) {
  return find_signal(thread, address) != kNotFound;
}

std::uint32_t end_wait(Thread& thread, std::uint64_t address) {
  thread.waits_on = 0;
  const unsigned found = find_signal(thread, address);
  if (found == kNotFound) return kNoStep;
  WaitState& waits = state().waits;
  const std::uint32_t step = waits.signals[found].step;
  --waits.count;
  for (unsigned i = found; i < waits.count; ++i) {
    waits.signals[i] = waits.signals[i + 1];
  }
  return step;
}

// A signal beyond what the earlier waiters can take is nobody's any more;
// kept, it would stand for one that is sent later.
void abandon_wait(Thread& thread, std::uint64_t address) {
  thread.waits_on = 0;
  WaitState& waits = state().waits;
  unsigned left = 0;
  unsigned kept = 0;
  for (unsigned i = 0; i < waits.count; ++i) {
    const WaitState::Signal signal = waits.signals[i];
    if (signal.address == address) {
      if (waiters_before(signal.ticket, address) <= kept) continue;
      ++kept;
    }
    waits.signals[left++] = signal;
  }
  waits.count = left;
}

unsigned waiters_on(std::uint64_t address) {
  return waiters_before(kNever, address);
}

unsigned send_signals(std::uint64_t address, unsigned count,
                      std::uint32_t step) {
  WaitState& waits = state().waits;
  const unsigned waiting = waiters_on(address);
  const unsigned pending = signals_on(address);
  unsigned sent = 0;
  while (sent < count && pending + sent < waiting) {
    if (waits.count == kMaxSignals) unsupported("more signals than waiters");
    waits.signals[waits.count++] = {address, ++waits.next_ticket, step};
    ++sent;
  }
  if (sent > 0) note_progress();
  return sent;
}

void reset_waits() {
  state().waits.next_ticket = 0;
  state().waits.count = 0;
}

}  // namespace interleave
