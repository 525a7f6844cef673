// How a scripted client says that it did not get what it expected.
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/descriptors.hh"
#include "labs/interleave/runtime/thread.hh"

namespace interleave {

// Ends the schedule: `client 1, line 3: expected "a\n", got "b\n"`. What was
// got is what its socket holds, and how the connection ended.
[[noreturn]] void fail_expectation(const Thread& client, const File& file);
// The same with words of its own.
[[noreturn]] void fail_command(const Thread& client, const char* problem);

}  // namespace interleave
