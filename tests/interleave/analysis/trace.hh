// Builds traces and outcomes by hand, as a run would leave them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "labs/interleave/analysis/analysis.hh"
#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

constexpr std::uint64_t global(unsigned number) {
  return make_object(Place::kGlobal, 0, 0x1000 + 64 * number);
}
constexpr std::uint64_t heap(unsigned number) {
  return make_object(Place::kHeap, 0, 0x1000 + 256 * number);
}
constexpr std::uint64_t thread_object(unsigned thread) {
  return make_object(Place::kThread, 0, thread);
}
constexpr std::uint64_t descriptor(unsigned number) {
  return make_object(Place::kDescriptor, 0, number);
}

struct Extras {
  std::uint64_t value = 0;
  std::uint64_t extra = 0;
  std::uint32_t partner = kNoStep;
  std::uint8_t size = 0;
  std::uint32_t pc = 0;  // 0: one that no other step has
};

// Each method adds one step and returns its number.
class Trace {
 public:
  Trace();

  std::uint32_t add(unsigned thread, Op op, std::uint64_t object = 0,
                    const Extras& extras = {});

  std::uint32_t read(unsigned thread, std::uint64_t object,
                     std::uint64_t value = 0);
  std::uint32_t write(unsigned thread, std::uint64_t object,
                      std::uint64_t value = 0);
  std::uint32_t atomic(unsigned thread, Op op, std::uint64_t object, int order);
  std::uint32_t fence(unsigned thread, int order);
  std::uint32_t lock(unsigned thread, std::uint64_t mutex);
  std::uint32_t unlock(unsigned thread, std::uint64_t mutex);
  std::uint32_t try_lock(unsigned thread, std::uint64_t mutex, int error = 0);
  std::uint32_t wait(unsigned thread, std::uint64_t condition,
                     std::uint64_t mutex);
  std::uint32_t wake(unsigned thread, std::uint64_t condition,
                     std::uint64_t mutex, std::uint32_t signal);
  std::uint32_t signal(unsigned thread, std::uint64_t condition,
                       unsigned waiters);

  // kThreadCreate and kThreadBegin; kThreadEnd alone; kThreadJoin alone.
  void start(unsigned parent, unsigned thread);
  void end(unsigned thread);
  void join(unsigned thread, unsigned other);

  // How the run ended; finished with status 0 unless told otherwise.
  Outcome& outcome() { return *outcome_; }
  const Outcome& outcome() const { return *outcome_; }
  void ends_with(Ending ending, unsigned thread, std::uint64_t value = 0,
                 std::string_view text = "");
  void blocked(unsigned thread, Op pending, std::uint64_t object,
               std::uint64_t extra = 0);
  void ready(unsigned thread);

  const std::vector<Event>& events() const { return events_; }
  std::vector<Finding> judge(
      RaceDetector detector = RaceDetector::kHappensBefore) const;

 private:
  std::vector<Event> events_;
  std::unique_ptr<Outcome> outcome_;
};

// The verdicts in their order, "deadlock data_race".
std::string verdicts(const std::vector<Finding>& findings);

}  // namespace interleave
