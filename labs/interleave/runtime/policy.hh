// How the next thread is chosen: by the plan's deviations, then by its policy.
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/protocol.hh"
#include "labs/interleave/runtime/thread.hh"

namespace interleave {

// The alternatives of one decision, in the order of protocol.hh.
struct Candidates {
  std::uint16_t ready;
  std::uint16_t extra;
  std::uint16_t fresh;  // of the ready ones, those that did not give way
  bool current_ready;
  std::uint16_t numbers[2 * kMaxThreads];  // of threads; see kSpuriously
};

// Marks the second entry of a thread whose wait could end by its timeout, for
// which it is listed first, or for no reason.
inline constexpr std::uint16_t kSpuriously = 0x8000;

inline constexpr unsigned kMaxChangePoints = 16;
inline constexpr unsigned kWriterSlots = 1024;

struct PolicyState {
  bool active;    // choose() has a say in every decision
  bool watching;  // wants note_pending() and note_performed()
  std::uint64_t random;
  std::uint32_t stubbornness;  // how often, of 8, giving way is ignored
  std::uint32_t change_points[kMaxChangePoints];
  std::uint32_t change_count;
  std::uint64_t next_low_priority;
  std::uint64_t asleep;
  bool sleeping;  // the sleep set is in force
  struct Writer {
    std::uint64_t object;
    std::uint32_t pc;
  } writers[kWriterSlots];  // last writer of a location; reads-from only
};

inline constexpr int kNoChoice = -1;    // all are asleep
inline constexpr int kImpossible = -2;  // a deviation asks for what is not

void start_policy(PolicyState& policy, const Plan& plan);

// Index into candidates.numbers. `step` is the decision's.
int choose(const Candidates& candidates, std::uint32_t step);

// The thread is about to wait for its turn, or has got it.
void note_pending(Thread& thread);
void note_performed(const Thread& thread);

std::uint64_t next_random(std::uint64_t& state);

}  // namespace interleave
