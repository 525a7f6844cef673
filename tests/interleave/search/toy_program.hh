// Little programs for tests of the search: threads as lists of operations on
// variables, mutexes, semaphores and conditions, run in memory by the same
// rules as real ones (runtime/protocol.hh), but for fairness: there is none.
// All threads exist from the start.
//
// Thread: one at a time.
#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "labs/interleave/search/run.hh"

namespace interleave {

struct ToyOperation {
  Op op = Op::kNone;
  unsigned object = 0;
  unsigned mutex = 0;  // of a condition
  unsigned skip = 0;   // operations to leave out if 0 was read, or the
                       // lock was not got
  bool timed = false;  // a wait that a timeout may end
};

using ToyThread = std::vector<ToyOperation>;
using ToyThreads = std::vector<ToyThread>;

inline ToyOperation read(unsigned x) { return {Op::kRead, x}; }
inline ToyOperation write(unsigned x) { return {Op::kWrite, x}; }
inline ToyOperation lock(unsigned m) { return {Op::kMutexLock, m}; }
inline ToyOperation unlock(unsigned m) { return {Op::kMutexUnlock, m}; }
inline ToyOperation post(unsigned s) { return {Op::kSemPost, s}; }
inline ToyOperation wait(unsigned s) { return {Op::kSemWait, s}; }
inline ToyOperation skip_unless(ToyOperation operation, unsigned count) {
  operation.skip = count;
  return operation;
}

std::uint64_t toy_object(unsigned number);

class Toy {
 public:
  using Fails = std::function<bool(const std::vector<Event>&)>;

  // `fails` says whether a finished run counts as one with a failed assertion.
  explicit Toy(ToyThreads threads, Fails fails = nullptr);

  // The view lasts until the next call.
  Run execute(const Schedule& schedule);

  std::uint32_t step_limit = 10'000;
  std::uint64_t runs = 0;

 private:
  struct Signal {
    unsigned condition;
    std::uint64_t waiters;  // that may take it, one bit each
  };
  struct State {
    std::size_t next = 0;
    bool waking = false;  // it has waited, and wants to wake
    bool ready = false;
    bool extra = false;
  };

  void reset();
  void list_alternatives(unsigned last);
  bool can_go_on(unsigned thread) const;
  ToyOperation pending(unsigned thread) const;
  int choose(const Schedule& schedule, std::uint32_t step);
  int first_awake() const;
  void perform(unsigned thread);
  std::uint64_t carry_out(const ToyOperation& operation, unsigned thread);
  void wake(const ToyOperation& operation, unsigned thread);
  void wake_sleepers(const Event& event);
  void finish(const Schedule& schedule, bool stuck);
  Signal* signal_for(unsigned condition, unsigned thread);
  const Signal* signal_for(unsigned condition, unsigned thread) const;

  ToyThreads threads_;
  Fails fails_;
  std::vector<State> states_;
  std::vector<std::uint64_t> values_;   // of variables, semaphores
  std::vector<unsigned> owners_;        // of mutexes; 0: free
  std::vector<std::uint64_t> waiters_;  // of conditions, one bit each
  std::vector<Signal> signals_;
  std::vector<std::uint16_t> alternatives_;
  unsigned ready_ = 0;
  std::size_t next_deviation_ = 0;
  std::uint64_t asleep_ = 0;
  bool exited_ = false;
  std::mt19937_64 random_;
  std::vector<Event> events_;
  std::vector<Decision> decisions_;
  std::vector<std::uint64_t> enabled_;
  Outcome outcome_{};
};

// What the order of dependent operations in a run is: the same for two runs
// if and only if they are equivalent. Computed pair by pair.
std::string trace_class(std::span<const Event> events);

// Every schedule of a program, one call each, by trying all alternatives of
// all decisions. Returns how many there are.
std::uint64_t for_every_schedule(Toy& toy,
                                 const std::function<void(const Run&)>& body);

// Small programs that block, branch and deadlock, the same for one seed.
ToyThreads random_threads(std::uint64_t seed);

}  // namespace interleave
