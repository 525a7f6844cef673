#include "labs/interleave/runtime/wait_queue.hh"

#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

constexpr unsigned kNotFound = kMaxSignals;

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

unsigned waiters_on(std::uint64_t address) {
  const State& s = state();
  unsigned count = 0;
  for (unsigned i = 0; i < s.thread_count; ++i) {
    if (!s.threads[i].ended && s.threads[i].waits_on == address) ++count;
  }
  return count;
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
