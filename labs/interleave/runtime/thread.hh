// A thread of the explored program, or a scripted client: what it is about to
// do, and what it waits for.
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/context.hh"
#include "labs/interleave/runtime/operation.hh"
#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

struct Thread;

// Can the thread perform its pending operation now? Null: always.
using ReadyTest = bool (*)(const Thread&);

// The operation that a thread will perform when it is chosen.
// What a compare-exchange looks for, and where. It lies on the stack of the
// thread that is about to perform it.
struct Comparison {
  const volatile void* address;
  const void* expected;
  unsigned size;
};

struct Pending {
  Op op = Op::kNone;
  std::uint8_t size = 0;
  std::uint32_t pc = 0;
  std::uint64_t object = 0;
  std::uint64_t extra = 0;
  std::uint64_t address = 0;  // what `ready` looks at
  ReadyTest ready = nullptr;
  // A wait that can end otherwise: at a deadline (virtual time, 0: none), or
  // for no reason, if `may_expire` (null: always) holds then.
  std::uint64_t deadline = 0;
  bool spurious = false;
  ReadyTest may_expire = nullptr;
  const Comparison* compares = nullptr;
};

// A read seen before: spinning is seeing the same again and again.
struct SeenRead {
  std::uint64_t object;
  std::uint64_t value;
  std::uint32_t pc;
};
inline constexpr unsigned kSeenReads = 8;

struct Cleanup;  // thread_exit.cc
inline constexpr unsigned kMaxKeys = 64;

struct Thread {
  std::uint16_t number;
  bool client;
  bool ended;
  bool detached;
  bool joined;
  bool behind;        // gave way: goes behind the others for a round
  bool idled;         // did nothing but give way in this round
  bool expired;       // a complete fair round let its timeout happen
  WakeReason reason;  // why its last wait ended
  Pending pending;
  Context context;

  void* (*routine)(void*);
  void* argument;
  void* result;

  // A plain write whose value is in memory only at the next callback.
  Event* unfilled;
  const void* unfilled_address;

  SeenRead seen[kSeenReads];
  std::uint8_t seen_next;
  std::uint8_t repeats;

  std::uint32_t run_length;   // steps since another thread ran
  std::uint64_t priority;     // of the random policies
  std::uint64_t waits_on;     // address, while it waits; see wait_queue.hh
  std::uint64_t wait_ticket;  // when it began to
  Cleanup* cleanups;
  void* destructors;  // of thread_local objects
  const void* keys[kMaxKeys];
  std::uint32_t cancel;  // see thread_exit.cc

  // A bit for each; main's are where locals_of() says. See signals.cc.
  std::uint64_t blocked_signals;
  std::uint64_t sent_signals;

  // Of a scripted client.
  std::uint32_t client_index;
  std::uint32_t next_command;
  int client_socket;
  std::uint32_t received;  // bytes of the pending expect already seen
};

}  // namespace interleave
