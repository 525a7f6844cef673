// Moving bytes through modelled descriptors: what read, write, recv, send and
// their kin have in common.
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <cstdint>

#include "labs/interleave/runtime/descriptor_call.hh"

namespace interleave {

struct Transfer {
  int descriptor;
  std::uint32_t pc;
  const iovec* parts;
  unsigned count;
  int flags;         // MSG_*
  bool socket_only;  // recv and send: ENOTSOCK for a pipe
};

// As readv and writev, with recv's and send's flags: bytes moved, or -1 and
// errno. REQUIRES: is_modelled(descriptor), when the call began.
long receive(const Transfer& transfer);
long transmit(const Transfer& transfer);

std::uint64_t size_of(const Transfer& transfer);
// As the kernel looks at them before it moves any: else EFAULT.
bool is_addressable(const Transfer& transfer);

// An eventfd's eight bytes. Returns 8 or a negated errno.
long read_counter(DescriptorCall& call, Event& event, const Transfer& transfer);
long write_counter(DescriptorCall& call, const Transfer& transfer);

}  // namespace interleave
