// Accesses to memory as visible operations, for the compiler's callbacks and
// for the functions that access memory on the program's behalf.
//
// Thread: the explored program's; REQUIRES exploring().
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/protocol.hh"
#include "labs/interleave/runtime/thread.hh"

namespace interleave {

// The event has its operation still to be filled in: value, and the kind of a
// compare-exchange.
Event& atomic_access(Op op, const volatile void* address, unsigned size,
                     int order, const void* return_address,
                     const Comparison* compares = nullptr);
// A read (a failed exchange, too) saw event.value: a thread that sees the same
// again and again gives way to others.
void notice_spinning(const Event& event);

// `length` bytes at once. Ends the schedule if there are not as many. Returns
// the event, or null if there is none.
Event* range_access(Op op, const void* address, std::uint64_t length,
                    const void* return_address);

// Ends the schedule if the bytes are not within a live block of the heap.
void check_block(const volatile void* address, std::uint64_t length);

// Could these be bytes of a program at all? A system call that is told of
// others fails with EFAULT. REQUIRES nothing.
bool is_addressable(const void* address, std::uint64_t length);

}  // namespace interleave
