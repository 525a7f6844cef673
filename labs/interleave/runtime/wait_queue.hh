// Waiting for a signal on an address: conditions and futexes.
//
// A signal makes every thread that waits on the address at that moment able to
// take it; the first of them that is chosen to run does. So which waiter wakes
// is the scheduler's choice, and a thread that begins to wait later cannot
// take an earlier signal.
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/thread.hh"

namespace interleave {

inline constexpr unsigned kMaxSignals = 1024;  // sent and not yet taken

struct WaitState {
  std::uint64_t next_ticket;  // orders beginnings of waits and signals
  unsigned count;
  struct Signal {
    std::uint64_t address;
    std::uint64_t ticket;
    std::uint32_t step;
  } signals[kMaxSignals];
};

// The current thread begins to wait; its ready test asks
// is_signalled().
void begin_wait(std::uint64_t address);
// Can the thread take a signal sent to the address since it began to wait?
bool is_signalled(const Thread& thread, std::uint64_t address);
// Takes the oldest signal it can, if any: returns the step of the signal, or
// kNoStep. Ends the wait in any case.
std::uint32_t end_wait(Thread& thread, std::uint64_t address);
// Ends the wait without a signal: one that another thread can take is left to
// it.
void abandon_wait(Thread& thread, std::uint64_t address);
// Sends up to `count` signals, no more than there are threads waiting without
// one. Returns how many were sent.
unsigned send_signals(std::uint64_t address, unsigned count,
                      std::uint32_t step);
// Threads that wait on the address, signalled or not.
unsigned waiters_on(std::uint64_t address);
void reset_waits();

}  // namespace interleave
