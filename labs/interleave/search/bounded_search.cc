#include "labs/interleave/search/bounded_search.hh"

#include <algorithm>

#include "labs/interleave/search/count_text.hh"

namespace interleave {
namespace {

constexpr unsigned kMostBound = 1000;
constexpr std::size_t kNever = ~std::size_t{0};

}  // namespace

BoundedSearch::BoundedSearch(BoundKind kind, const Limits& limits)
    : kind_(kind), limits_(limits) {
  limits_.bound = std::min(limits.bound, kMostBound);
  levels_.resize(limits_.bound + 1);
  enqueue({.parent = 0, .step = 0, .choice = 0, .cost = 0});
}

std::string_view BoundedSearch::name() const {
  return kind_ == BoundKind::kDelays ? "delay-bounding" : "preemption-bounding";
}

std::optional<Schedule> BoundedSearch::next() {
  waiting_ = false;
  while (levels_[bound_].queue.empty()) {
    waiting_ = under_way();
    if (waiting_ || bound_ == limits_.bound) return std::nullopt;
    ++bound_;
  }
  std::deque<Node>& queue = levels_[bound_].queue;
  nodes_.push_back(queue.front());
  queue.pop_front();
  return schedule_of(nodes_.back());
}

Schedule BoundedSearch::schedule_of(const Node& node) const {
  Schedule schedule;
  for (const Node* at = &node; at->choice != 0; at = &nodes_[at->parent]) {
    schedule.deviations.push_back({at->step, at->choice, 0});
  }
  std::reverse(schedule.deviations.begin(), schedule.deviations.end());
  return schedule;
}

void BoundedSearch::observe(const Schedule&, const Run& run) {
  const auto index = static_cast<std::uint32_t>(observed_++);
  ++levels_[bound_].observed;
  cut_ += run.outcome->ending == Ending::kStepLimit;
  for (const Visibility::Skipped& due : visibility_.observe(run.events)) {
    add_choices(due.schedule, due.step, due.decision);
  }
  if (run.outcome->ending == Ending::kDiverged) {
    ++diverged_;  // its steps are not those of the schedule
  } else {
    expand(index, run);
  }
}

unsigned BoundedSearch::cost_of(const Decision& decision,
                                unsigned choice) const {
  if (choice >= decision.ready) return 1;
  if (kind_ == BoundKind::kDelays) return choice;
  return (decision.flags & kCurrentReady) != 0 ? 1 : 0;
}

void BoundedSearch::expand(std::uint32_t index, const Run& run) {
  const Node node = nodes_[index];
  if (node.cost == limits_.bound && kind_ == BoundKind::kDelays) return;
  const std::size_t first = node.choice == 0 ? 0 : node.step + std::size_t{1};
  const std::size_t pointless = pointless_step(node, run);
  for (std::size_t step = first; step < run.decisions.size(); ++step) {
    const Decision& decision = run.decisions[step];
    if (decision.ready + decision.extra <= 1) continue;
    const auto at = static_cast<std::uint32_t>(step);
    const std::size_t since = step == pointless ? node.step : step;
    const auto events = run.events.subspan(since, step - since + 1);
    if (!skip(index, at, decision, events)) add_choices(index, at, decision);
  }
}

// The thread that the last deviation switched to has done nothing that
// others can notice before this step: switching away here is what another
// choice, or none, would have been there, at no more cost.
std::size_t BoundedSearch::pointless_step(const Node& node,
                                          const Run& run) const {
  if (node.choice == 0) return kNever;
  std::size_t step = node.step;
  const auto by_same = [&] {
    return step < run.events.size() &&
           run.events[step].thread == run.events[node.step].thread;
  };
  while (by_same() && !visibility_.visible(run.events[step])) ++step;
  const bool pointless = step > node.step && by_same() &&
                         (run.decisions[step].flags & kCurrentReady) != 0;
  return pointless ? step : kNever;
}

// Is this decision to be left out? `events`: the last is what it was taken
// before; more than one if it is pointless as long as the first are private.
// A free choice is never left out: a step later it may no longer be free.
bool BoundedSearch::skip(std::uint32_t index, std::uint32_t step,
                         const Decision& decision,
                         std::span<const Event> events) {
  if (cost_of(decision, 1) == 0) return false;
  if (nodes_[index].cost == limits_.bound) return true;  // nothing fits it
  if (events.size() == 1 && visibility_.visible(events.back())) return false;
  return visibility_.skip(events, index, step, decision);
}

void BoundedSearch::add_choices(std::uint32_t index, std::uint32_t step,
                                const Decision& decision) {
  const unsigned before = nodes_[index].cost;
  const unsigned count = unsigned{decision.ready} + decision.extra;
  for (unsigned choice = 1; choice < count; ++choice) {
    const unsigned cost = before + cost_of(decision, choice);
    if (cost > limits_.bound) continue;
    enqueue({.parent = index,
             .step = step,
             .choice = static_cast<std::uint16_t>(choice),
             .cost = static_cast<std::uint16_t>(cost)});
  }
}

// What was found late, below the bound under way, is tried within it.
void BoundedSearch::enqueue(const Node& node) {
  Level& level = levels_[std::max<unsigned>(node.cost, bound_)];
  const std::uint64_t most =
      limits_.schedules == 0 ? std::uint64_t{1} << 20 : limits_.schedules;
  if (nodes_.size() + level.queue.size() < most) {
    level.queue.push_back(node);
  } else {
    level.dropped = true;
  }
}

bool BoundedSearch::level_done(unsigned bound) const {
  return !levels_[bound].dropped && levels_[bound].queue.empty() &&
         (bound < bound_ || (bound == bound_ && !under_way()));
}

std::string BoundedSearch::level_text(unsigned first_open) const {
  const char* noun = kind_ == BoundKind::kDelays ? "delay" : "preemption";
  std::uint64_t complete = 0;
  std::uint64_t beyond = 0;
  for (unsigned bound = 0; bound <= limits_.bound; ++bound) {
    (bound < first_open ? complete : beyond) += levels_[bound].observed;
  }
  std::string text;
  if (first_open > 0) {
    text = (complete == 1 ? "the only schedule"
                          : "all " + counted(complete, "schedule")) +
           " with at most " + counted(first_open - 1, noun);
  }
  if (beyond > 0 || first_open == 0) {
    text += first_open > 0 ? ", " + with_commas(beyond) + " of those"
                           : counted(beyond, "schedule");
    text += " with " + counted(first_open, noun);
  }
  return text;
}

std::string BoundedSearch::coverage() const {
  unsigned first_open = 0;
  while (first_open <= limits_.bound && level_done(first_open)) ++first_open;
  std::string text = level_text(first_open);
  text += kind_ == BoundKind::kDelays ? " (delays" : " (preemptions";
  text += " before synchronisation and data seen to be shared)";
  if (cut_ > 0) text += ", " + with_commas(cut_) + " cut at the step limit";
  if (diverged_ > 0) {
    text += ", " + with_commas(diverged_) + " that the program did not follow";
  }
  return text;
}

}  // namespace interleave
