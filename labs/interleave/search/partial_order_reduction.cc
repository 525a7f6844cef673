// Dynamic partial-order reduction with sleep sets: depth-first, one run for
// each order of dependent operations. After a run, every pair of operations
// that could come in the other order adds a thread to try where the earlier
// one was performed; sleep sets keep out of what an earlier run has covered.
// Runs that end because all that could go on sleeps are counted apart.
// Waits end early only where nobody else could go on, and nothing is fair: a
// thread that spins does so until the step limit.
//
// Each run depends on the one before it, so one is under way at a time.
// Memory: some 400 bytes for each step of the longest run.
// Source: Flanagan, Godefroid, "Dynamic partial-order reduction for model
// checking software", POPL 2005; Abdulla, Aronis, Jonsson, Sagonas, "Source
// sets", JACM 2017.
#include <algorithm>
#include <bit>

#include "labs/interleave/search/count_text.hh"
#include "labs/interleave/search/reversal.hh"
#include "labs/interleave/search/strategies.hh"
#include "labs/interleave/search/trace_order.hh"

namespace interleave {
namespace {

// What a pending access may touch; its size is not recorded.
constexpr std::uint64_t kLongestAccess = 16;

using Threads = std::uint64_t;  // one bit each

constexpr Threads bit_of(unsigned thread) { return Threads{1} << thread; }

// The state before a step of the last run.
struct Step {
  Threads enabled = 0;
  Threads wanted = 0;  // threads to try here
  Threads done = 0;    // of these, tried
  Threads asleep = 0;  // covered by runs that parted before this step
  std::uint16_t chosen = 0;
  std::uint16_t alternatives = 0;
  std::vector<Operation> tried;  // by the threads done before the present one
};

class PartialOrderReduction : public Strategy {
 public:
  std::optional<Schedule> next() override;
  bool waiting() const override { return under_way_; }
  void observe(const Schedule& schedule, const Run& run) override;
  std::string_view name() const override { return "partial-order-reduction"; }
  std::string coverage() const override;

 private:
  bool find_branch();
  Schedule schedule_of_branch();
  void take_in(const Run& run);
  void put_to_sleep(const Run& run);
  void find_reversals(const Run& run);
  void find_reversals_of_last();
  void find_reversals_at_end(const Outcome& outcome);
  void want(std::size_t at, Threads first, unsigned preferred);

  std::vector<Step> steps_;
  TraceOrder order_;
  std::size_t branch_ = 0;  // where the run under way parts from the last
  unsigned branch_thread_ = 0;
  bool under_way_ = false;
  bool begun_ = false;
  bool over_ = false;
  std::uint64_t complete_ = 0;
  std::uint64_t asleep_ = 0;  // ended because all that was left sleeps
  std::uint64_t cut_ = 0;     // ended at the step limit
  std::uint64_t diverged_ = 0;
  bool early_ends_ = false;  // waits could have ended early; not tried
  bool too_much_ = false;    // threads or deviations than can be handled
};

std::optional<Schedule> PartialOrderReduction::next() {
  if (under_way_ || over_) return std::nullopt;
  over_ = begun_ && !find_branch();
  if (over_) return std::nullopt;
  begun_ = true;
  under_way_ = true;
  return schedule_of_branch();
}

bool PartialOrderReduction::find_branch() {
  for (branch_ = steps_.size(); branch_-- > 0;) {
    const Step& step = steps_[branch_];
    const Threads left = step.wanted & ~step.done & ~step.asleep;
    if (left == 0) continue;
    branch_thread_ = static_cast<unsigned>(std::countr_zero(left));
    return true;
  }
  return false;
}

Schedule PartialOrderReduction::schedule_of_branch() {
  Schedule schedule;
  schedule.policy = Policy::kSleepSets;
  schedule.flags = kRecordEnabled | kNoFairness;
  if (steps_.empty()) return schedule;
  for (std::uint32_t i = 0; i < branch_; ++i) {
    if (steps_[i].chosen == 0) continue;
    schedule.deviations.push_back({i, steps_[i].chosen, 0});
  }
  const auto at = static_cast<std::uint32_t>(branch_);
  const auto choice = static_cast<std::uint16_t>(kByThread | branch_thread_);
  schedule.deviations.push_back({at, choice, 0});
  schedule.sleep_step = at;
  schedule.asleep = steps_[branch_].asleep | steps_[branch_].done;
  if (schedule.deviations.size() > kMaxDeviations) {
    too_much_ = true;
    schedule.deviations.resize(kMaxDeviations);
  }
  return schedule;
}

void PartialOrderReduction::observe(const Schedule&, const Run& run) {
  under_way_ = false;
  const Ending ending = run.outcome->ending;
  for (const Event& event : run.events) {
    if (event.thread < kMostOrdered) continue;
    too_much_ = true;
    over_ = true;
    return;
  }
  const std::size_t first_new = steps_.empty() ? 0 : branch_ + 1;
  if (ending == Ending::kDiverged || run.events.size() < first_new) {
    ++diverged_;
    if (steps_.empty()) over_ = true;
    if (branch_ < steps_.size()) {
      steps_[branch_].done |= bit_of(branch_thread_);
    }
    return;
  }
  cut_ += ending == Ending::kStepLimit;
  ++(ending == Ending::kAsleep ? asleep_ : complete_);
  take_in(run);
  put_to_sleep(run);
  find_reversals(run);
}

// Replaces the steps from the branch on by those of the run.
void PartialOrderReduction::take_in(const Run& run) {
  if (branch_ < steps_.size()) {
    steps_[branch_].tried.push_back(order_[branch_]);
    steps_.resize(branch_ + 1);
  }
  steps_.resize(run.events.size());
  for (std::size_t i = branch_; i < steps_.size(); ++i) {
    Step& step = steps_[i];
    const Decision& decision = run.decisions[i];
    const Threads self = bit_of(run.events[i].thread);
    step.enabled = self | (i < run.enabled.size() ? run.enabled[i] : 0);
    step.wanted |= self;
    step.done |= self;
    early_ends_ |= decision.extra > 0;
    step.chosen = decision.chosen;
    step.alternatives =
        static_cast<std::uint16_t>(decision.ready + decision.extra);
  }
}

// Who sleeps before each step: whoever slept or was tried before the step
// ahead of it and does not depend on what was performed there.
void PartialOrderReduction::put_to_sleep(const Run& run) {
  std::vector<Operation> sleepers;
  for (std::size_t at = 0; at < steps_.size(); ++at) {
    Step& step = steps_[at];
    if (at > branch_) {
      step.asleep = 0;
      for (const Operation& sleeper : sleepers) {
        step.asleep |= bit_of(sleeper.thread);
      }
    }
    sleepers.insert(sleepers.end(), step.tried.begin(), step.tried.end());
    if (sleepers.empty()) continue;
    const Operation performed = operation_of(run.events[at]);
    std::erase_if(sleepers, [&](const Operation& sleeper) {
      return sleeper.thread == performed.thread ||
             dependent(sleeper, performed);
    });
  }
}

void PartialOrderReduction::find_reversals(const Run& run) {
  order_.truncate(branch_);
  for (std::size_t i = branch_; i < run.events.size(); ++i) {
    order_.push(operation_of(run.events[i]));
    find_reversals_of_last();
  }
  // What a run that sleeps did not come to, another one did.
  if (run.outcome->ending == Ending::kAsleep) return;
  find_reversals_at_end(*run.outcome);
}

// Threads that were about to do something when the run ended, or could not.
void PartialOrderReduction::find_reversals_at_end(const Outcome& outcome) {
  const std::size_t end = order_.size();
  const unsigned threads = std::min(outcome.threads, kMostOrdered);
  for (unsigned thread = 0; thread < threads; ++thread) {
    const ThreadEnd& pending = outcome.ends[thread];
    if (pending.state == ThreadState::kAbsent ||
        pending.state == ThreadState::kEnded || pending.pending == Op::kNone) {
      continue;
    }
    order_.push({pending.object,
                 extent_of(pending.pending, kLongestAccess, pending.extra),
                 static_cast<std::uint16_t>(thread), pending.pending});
    find_reversals_of_last();
    order_.truncate(end);
  }
}

void PartialOrderReduction::find_reversals_of_last() {
  std::vector<std::size_t> covering;
  for (const std::size_t rival : order_.rivals_of_last()) {
    const auto is_between = [&](std::size_t other) {
      return order_.before(rival, other);
    };
    if (std::any_of(covering.begin(), covering.end(), is_between)) continue;
    const Reversal reversal =
        reversal_of_last(order_, rival, steps_[rival].enabled);
    if (reversal == Reversal::kImpossible) continue;
    if (reversal == Reversal::kPossible) covering.push_back(rival);
    want(rival, first_threads(order_, rival), order_[order_.size() - 1].thread);
  }
}

void PartialOrderReduction::want(std::size_t at, Threads first,
                                 unsigned preferred) {
  if ((first & (steps_[at].wanted | steps_[at].asleep)) != 0) return;
  // Operations that leave no choice (inside the C library) belong to the one
  // before them.
  std::size_t shifted = at;
  while (shifted > 0 && (first & steps_[shifted].enabled) == 0 &&
         steps_[shifted].alternatives == 1 &&
         order_[shifted - 1].thread == order_[shifted].thread) {
    --shifted;
  }
  if ((first & steps_[shifted].enabled) != 0) at = shifted;
  Step& step = steps_[at];
  if ((first & (step.wanted | step.asleep)) != 0) return;
  const Threads able = first & step.enabled;
  if (able == 0) {
    step.wanted |= step.enabled;
  } else if ((able & bit_of(preferred)) != 0) {
    step.wanted |= bit_of(preferred);
  } else {
    step.wanted |= able & (~able + 1);
  }
}

std::string PartialOrderReduction::coverage() const {
  const bool all = over_ && !too_much_ && diverged_ == 0 && cut_ == 0;
  std::string text = complete_ == 1 && all
                         ? "the only order"
                         : (all ? "all " : "") + counted(complete_, "order");
  text += " of dependent operations";
  if (early_ends_) text += " without early timeouts and spurious wake-ups";
  text += " (" + counted(asleep_, "more schedule") + " led to nothing new)";
  if (cut_ > 0) text += ", " + with_commas(cut_) + " cut at the step limit";
  if (diverged_ > 0) {
    text += ", " + with_commas(diverged_) + " that the program did not follow";
  }
  if (too_much_) text += ", not all: too many threads or switches";
  return text;
}

}  // namespace

std::unique_ptr<Strategy> make_partial_order_reduction(const Limits&) {
  return std::make_unique<PartialOrderReduction>();
}

}  // namespace interleave
