// Everything the runtime remembers. It lies at an address of its own, outside
// the memory that is put back before each schedule, and is never allocated
// from.
//
// Concurrency: one kernel thread uses it; only shells exist besides.
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/checkpoint.hh"
#include "labs/interleave/runtime/context.hh"
#include "labs/interleave/runtime/descriptors.hh"
#include "labs/interleave/runtime/heap.hh"
#include "labs/interleave/runtime/policy.hh"
#include "labs/interleave/runtime/protocol.hh"
#include "labs/interleave/runtime/thread.hh"
#include "labs/interleave/runtime/wait_queue.hh"

namespace interleave {

struct CodeRange {
  std::uintptr_t load_address;  // of the program's file
  std::uintptr_t begin, end;    // of its code
  std::uintptr_t data_end;      // of all it maps
};

struct State {
  // Fixed once the checkpoint is taken.
  Channel* channel;
  bool driven;               // by the tool; else one schedule, natively
  bool fast_thread_pointer;  // by instruction, not by system call
  unsigned shell_count;
  CodeRange program;
  Context base;               // the loop that serves the tool
  Shell shells[kMaxThreads];  // of threads 1 and up
  std::size_t local_span;     // thread-local storage below a thread pointer
  std::uint32_t stack_windows[kMaxThreads];
  Checkpoint checkpoint;
  Heap heap;
  std::uintptr_t next_map;  // see kernel::map
  int first_descriptor;     // lower ones were open at the checkpoint

  // Bytes of each thread's range of mappings; reset with the memory.
  std::size_t mapped[kMaxThreads];

  // Of the schedule that is under way; reset before each.
  bool exploring;
  bool recording_calls;
  bool fair;
  bool spurious;
  std::uint32_t steps;
  std::uint32_t calls;
  Thread* current;  // whose code runs
  unsigned last;    // who took the last step; may be a client
  unsigned thread_count;
  bool counts_stale;           // ready and extra have to be counted again
  std::uint16_t ready, extra;  // threads that can go on; see Decision
  std::uint32_t next_deviation;
  std::uint32_t next_deviation_step;
  std::uint32_t rounds;  // fair rounds without progress
  std::uint64_t now_ns;  // virtual time
  PolicyState policy;
  WaitState waits;
  Thread threads[kMaxThreads];
  Descriptors descriptors;  // see reset_descriptors
};

inline constexpr std::uintptr_t kStateAddress = 0x220000000000;
inline constexpr std::uintptr_t kShellStacks = 0x230000000000;
inline constexpr std::uintptr_t kFirstMap = 0x240000000000;
inline constexpr std::uintptr_t kChannelAddress = 0x250000000000;
inline constexpr std::uintptr_t kOwnAddressesEnd = 0x260000000000;
inline State& state() { return *reinterpret_cast<State*>(kStateAddress); }
inline Thread& self() { return *state().current; }

}  // namespace interleave
