// Iterated bounding: all schedules whose deviations cost 0, then 1, then 2 …
// Every schedule is its parent's deviations plus one behind them, so each is
// tried once. Shared by delay and preemption bounding, which differ in what a
// deviation costs.
//
// The order is that in which schedules were found, first in, first out, and
// they are found when a run is observed; a bound begins when all runs of the
// one before it have been observed. So the number under way at a time changes
// nothing. Deviations before operations that nobody else can notice are left
// out (visibility.hh) and made up for, within the bound then under way, as
// soon as a run shows that somebody can.
//
// Memory: 12 bytes for each schedule tried or waiting, and no more wait at
// one bound than may still be asked for.
// Source: Emmi, Qadeer, Rakamaric, "Delay-bounded scheduling", POPL 2011;
// Musuvathi, Qadeer, "Iterative context bounding", PLDI 2007.
#pragma once

#include <deque>
#include <vector>

#include "labs/interleave/search/strategy.hh"
#include "labs/interleave/search/visibility.hh"

namespace interleave {

enum class BoundKind { kDelays, kPreemptions };

class BoundedSearch : public Strategy {
 public:
  BoundedSearch(BoundKind kind, const Limits& limits);

  std::optional<Schedule> next() override;
  bool waiting() const override { return waiting_; }
  void observe(const Schedule& schedule, const Run& run) override;
  std::string_view name() const override;
  std::string coverage() const override;

 private:
  struct Node {
    std::uint32_t parent;
    std::uint32_t step;
    std::uint16_t choice;
    std::uint16_t cost;  // of all deviations up to this one
  };
  struct Level {
    std::deque<Node> queue;
    std::uint64_t observed = 0;
    bool dropped = false;  // more were found than may be asked for
  };

  unsigned cost_of(const Decision& decision, unsigned choice) const;
  void expand(std::uint32_t index, const Run& run);
  void add_choices(std::uint32_t index, std::uint32_t step,
                   const Decision& decision);
  std::size_t pointless_step(const Node& node, const Run& run) const;
  bool skip(std::uint32_t index, std::uint32_t step, const Decision& decision,
            std::span<const Event> events);
  void enqueue(const Node& node);
  Schedule schedule_of(const Node& node) const;
  bool under_way() const { return observed_ < nodes_.size(); }
  bool level_done(unsigned bound) const;
  std::string level_text(unsigned first_open) const;

  BoundKind kind_;
  Limits limits_;
  Visibility visibility_;
  std::vector<Node> nodes_;  // handed out, in that order; the root first
  std::uint64_t observed_ = 0;
  std::vector<Level> levels_;
  unsigned bound_ = 0;
  std::uint64_t cut_ = 0;  // runs that ended at the step limit
  std::uint64_t diverged_ = 0;
  bool waiting_ = false;
};

}  // namespace interleave
