// Waiting until one of several descriptors is ready.
#pragma once

#include <poll.h>

#include <cstdint>

#include "labs/interleave/runtime/descriptors.hh"
#include "labs/interleave/runtime/thread.hh"

namespace interleave {

// No timeout, as opposed to one of 0 ns.
inline constexpr std::uint64_t kForever = ~std::uint64_t{0};

struct PollCall {
  pollfd* list;
  unsigned count;
  bool begun;                            // waits: the files stay what they were
  std::uint16_t files[kMaxDescriptors];  // 0: not modelled
};

// As poll: fills revents, returns how many are not 0.
// REQUIRES: exploring(); count <= kMaxDescriptors.
int poll_descriptors(PollCall& call, std::uint64_t timeout_ns,
                     std::uint32_t pc);
// Does the thread wait in such a call for a listening socket, too?
bool polls_listener(const Thread& thread);

}  // namespace interleave
