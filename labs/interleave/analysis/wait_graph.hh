// What every thread waits for when nobody can go on.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "labs/interleave/analysis/finding.hh"
#include "labs/interleave/analysis/held_locks.hh"

namespace interleave {

class WaitGraph {
 public:
  // The owner is the thread that could end a wait; the step is how it came to.
  struct Owner {
    unsigned thread;
    std::uint32_t step;
  };
  struct Cycle {
    std::vector<Owner> owners;  // each waits for the next, the last the first
  };

  // `held`: the locks held when the run ended.
  WaitGraph(std::span<const Event> events, const Outcome& outcome,
            const HeldLocks& held);

  bool blocked(unsigned thread) const;
  std::optional<std::uint32_t> last_step(unsigned thread) const;

  // The step with which the thread began to wait on a condition or a futex,
  // if it does and no signal has reached it.
  std::optional<std::uint32_t> unsignalled_wait(unsigned thread) const;

  std::vector<Owner> owners(unsigned thread) const;
  std::optional<Cycle> cycle() const;

  // "thread 1 wants a lock that thread 2 holds"
  std::string in_words(unsigned thread) const;

 private:
  bool signalled(unsigned thread, std::uint32_t wait) const;
  bool walk(unsigned thread, Cycle& path) const;
  void add_holders(unsigned thread, std::uint64_t lock, bool shared,
                   std::vector<Owner>& owners) const;
  std::vector<Owner> runners(std::uint64_t once) const;
  std::vector<Owner> joined(unsigned thread, std::uint64_t object) const;
  std::string lock_in_words(unsigned thread) const;

  std::span<const Event> events_;
  const Outcome& outcome_;
  const HeldLocks& held_;
  std::vector<std::uint32_t> first_;  // steps by thread, kNoStep for none
  std::vector<std::uint32_t> last_;
};

}  // namespace interleave
