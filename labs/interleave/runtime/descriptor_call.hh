// A call on a modelled descriptor, from the point where it may have to wait to
// its result.
//
// A call that finds nothing to do has begun: it goes on waiting for the open
// file even if another thread closes the descriptor, as on Linux. One that
// could have gone on, but was not chosen, has not begun: it looks the
// descriptor up again.
//
// Thread: the explored program's; REQUIRES exploring().
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/descriptors.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {

struct DescriptorCall {
  int descriptor;
  std::uint32_t pc;
  // Can it go on, file given? Null: it never waits.
  bool (*can_go)(const DescriptorCall&);
  bool waits;                // false: it fails with EAGAIN instead
  std::uint64_t timeout_ns;  // 0: none
  std::uint64_t amount;      // what can_go looks at
  const void* argument;
  // Set by begin_call:
  File* file;  // null: not modelled by now
  bool begun;  // waits; holds a reference to the file
  bool timed_out;
  bool idle;  // nothing came of it, though no error
};
// The call that a thread waits in, if it does in begin_call; else null.
const DescriptorCall* waiting_call(const Thread& thread);

// The thread's turn has come. Ends with file set; then can_go holds, or
// !waits, or timed_out.
Event& begin_call(DescriptorCall& call, Op op);
// One that never waits.
Event& begin_call(DescriptorCall& call, Op op, int descriptor,
                  std::uint32_t pc);
// Gives up the reference that waiting took, and records the result: a value,
// or a negated errno. Returns what the C function returns.
long end_call(DescriptorCall& call, Event& event, long result);
// Records a result and sets errno.
long set_result(Event& event, long result);

// What the call itself does to the program's memory. Before a write and after
// a read; the thread keeps its turn.
void note_bytes(Op op, const void* address, std::uint64_t size,
                std::uint32_t pc);

}  // namespace interleave
