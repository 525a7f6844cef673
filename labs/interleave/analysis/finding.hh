// What is wrong with a run: the verdicts, and the steps that show them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

enum class Verdict {
  kNone,
  kAssertion,
  kCrash,
  kMemoryError,
  kExitStatus,
  kDataRace,
  kDeadlock,
  kLostWakeup,
  kLivelock,
  kLockOrder,
  kMisuse,
  kUncontrolledHang,
  kNondeterminism,
};

std::string_view name_of(Verdict verdict);  // "data_race"

// Races and lock orders can be without a consequence: after one of these the
// search goes on for a while.
constexpr bool is_potential(Verdict verdict) {
  return verdict == Verdict::kDataRace || verdict == Verdict::kLockOrder;
}

struct Finding {
  Verdict verdict = Verdict::kNone;
  // The steps that matter, in the order of the story: of a race the earlier
  // and the later access; of a lost wake-up the signal, then the wait; of a
  // cycle in the lock graph, for each edge, the lock held and the lock taken;
  // of a memory error the release, then the use; of a deadlock see
  // deadlock.hh.
  std::vector<std::uint32_t> steps;
  std::vector<unsigned> threads;  // of a deadlock, in the order of its cycle
  bool cycle = false;  // of a deadlock: each thread waits for the next
  // Of a race: no lock is common; what else orders the two was not asked.
  bool by_lockset = false;
  std::uint64_t object = 0;
  std::string detail;  // one clause in words, without addresses
};

// Two findings are the same bug if they agree in verdict and in the program
// counters of their steps.
std::string identity(const Finding& finding, std::span<const Event> events);

}  // namespace interleave
