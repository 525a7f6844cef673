// The futex system call, in virtual time and among the program's threads.
#pragma once

#include <time.h>

#include <cstdint>

namespace interleave {

struct FutexCall {
  std::uint32_t* word;
  int operation;
  std::uint32_t value;
  const timespec* time;  // of a wait; may be null
  std::uint32_t mask;    // of the BITSET operations
};

// Returns what the kernel would: a number of threads woken, or a negated
// errno.
long futex(const FutexCall& call, std::uint32_t pc);

}  // namespace interleave
