#include "labs/interleave/search/minimizer.hh"

#include <algorithm>
#include <tuple>

#include "labs/interleave/search/deviations.hh"

namespace interleave {
namespace {

using Deviations = std::vector<Deviation>;

// The last steps of long runs are not tried one by one.
constexpr std::uint32_t kMostStepsTried = 150;

// How simple a schedule is; less is better.
using Cost = std::tuple<std::size_t, std::size_t, std::uint64_t, std::uint64_t>;

Cost cost_of(const Deviations& deviations) {
  std::size_t preemptions = 0, count = 0;
  std::uint64_t choices = 0, steps = 0;
  for (const Deviation& deviation : deviations) {
    preemptions += is_preemption(deviation);
    if (deviation.choice == 0) continue;
    ++count;
    choices += deviation.choice;
    steps += deviation.step;
  }
  return {preemptions, count, choices, steps};
}

class Search {
 public:
  Search(const Schedule& failing, const FailsAlike& fails_alike,
         unsigned most_replays)
      : flags_(failing.flags), fails_alike_(fails_alike), left_(most_replays) {}

  // Replays the candidate and keeps it if it is simpler.
  bool better(const Deviations& candidate, bool first = false) {
    if (left_ == 0 || candidate.size() > kMaxDeviations) return false;
    --left_;
    ++replays_;
    Schedule schedule;
    schedule.flags = flags_;
    schedule.deviations = candidate;
    Deviations actual;
    if (!fails_alike_(schedule, actual)) return false;
    const Cost cost = cost_of(actual);
    if (!first && cost >= cost_) return false;
    best_ = std::move(actual);
    cost_ = cost;
    return true;
  }

  bool leave_out_blocks();
  bool join_stretches();
  bool lower_choices();
  bool make_do_with_one();

  const Deviations& best() const { return best_; }
  unsigned replays() const { return replays_; }
  std::size_t preemptions() const { return std::get<0>(cost_); }
  bool out_of_replays() const { return left_ == 0; }

 private:
  bool join(std::size_t from, std::size_t into);

  std::uint32_t flags_;
  const FailsAlike& fails_alike_;
  unsigned left_;
  unsigned replays_ = 0;
  Deviations best_;
  Cost cost_;
};

// Half of the deviations, a quarter, … one: from the end, because what comes
// late is cut off without moving anything else.
bool Search::leave_out_blocks() {
  bool improved = false;
  std::size_t block = without_marks(best_).size();
  for (; block > 0; block = block == 1 ? 0 : (block + 1) / 2) {
    Deviations plain = without_marks(best_);
    std::size_t end = plain.size();
    while (end > 0 && !out_of_replays()) {
      const std::size_t begin = end > block ? end - block : 0;
      Deviations fewer(plain.begin(),
                       plain.begin() + static_cast<std::ptrdiff_t>(begin));
      fewer.insert(fewer.end(),
                   plain.begin() + static_cast<std::ptrdiff_t>(end),
                   plain.end());
      if (better(fewer)) {
        improved = true;
        plain = without_marks(best_);
      }
      end = std::min(begin, plain.size());
    }
  }
  return improved;
}

// A stretch of steps by one thread, as the switches bound it.
struct Stretch {
  unsigned thread;
  std::uint32_t length;
};

constexpr std::uint32_t kOpenEnd = kMaxSteps;

std::vector<Stretch> stretches_of(const Deviations& switches) {
  std::vector<Stretch> stretches;
  std::uint32_t begin = 0;
  unsigned thread = 0;
  for (const Deviation& to : switches) {
    if (to.step > begin) stretches.push_back({thread, to.step - begin});
    thread = thread_of(to);
    begin = to.step;
  }
  stretches.push_back({thread, kOpenEnd});
  return stretches;
}

// The deviations that make the threads run in these stretches.
Deviations deviations_for(const std::vector<Stretch>& stretches) {
  Deviations deviations;
  std::uint32_t step = 0;
  unsigned before = 0;
  for (const Stretch& stretch : stretches) {
    if (stretch.thread != before) {
      deviations.push_back(
          {step, static_cast<std::uint16_t>(kByThread | stretch.thread), 0});
    }
    before = stretch.thread;
    if (stretch.length == kOpenEnd) break;
    step += stretch.length;
  }
  return deviations;
}

// Moves stretch `from` to where stretch `into` of the same thread is.
bool Search::join(std::size_t from, std::size_t into) {
  std::vector<Stretch> stretches = stretches_of(best_);
  Stretch& target = stretches[into];
  if (target.length != kOpenEnd) target.length += stretches[from].length;
  stretches.erase(stretches.begin() + static_cast<std::ptrdiff_t>(from));
  return better(deviations_for(stretches));
}

bool Search::join_stretches() {
  const auto is_named = [](const Deviation& to) { return thread_of(to) != 0; };
  if (std::none_of(best_.begin(), best_.end(), is_named)) return false;
  bool improved = false;
  for (std::size_t at = 0; !out_of_replays(); ++at) {
    const std::vector<Stretch> stretches = stretches_of(best_);
    if (at + 1 >= stretches.size()) break;
    const auto same = [&](const Stretch& other) {
      return other.thread == stretches[at].thread;
    };
    const auto here = stretches.begin() + static_cast<std::ptrdiff_t>(at);
    const auto later = std::find_if(here + 1, stretches.end(), same);
    if (later == stretches.end()) continue;
    const auto index = static_cast<std::size_t>(later - stretches.begin());
    // Forward, so that the thread is delayed; else the later one earlier.
    if (join(at, index) || (index + 1 < stretches.size() && join(index, at))) {
      improved = true;
      --at;  // what is here now is another stretch
    }
  }
  return improved;
}

bool Search::lower_choices() {
  bool improved = false;
  for (std::size_t i = 0; i < without_marks(best_).size(); ++i) {
    Deviations lower = without_marks(best_);
    for (std::uint16_t choice = 1; choice < lower[i].choice; ++choice) {
      Deviations candidate = lower;
      candidate[i].choice = choice;
      if (better(candidate)) {
        improved = true;
        break;
      }
    }
    if (out_of_replays()) break;
  }
  return improved;
}

// The moves above follow the schedule that was found, and may be left with two
// switches where one elsewhere would do. Few enough steps, so try them all.
bool Search::make_do_with_one() {
  const Deviations plain = without_marks(best_);
  if (plain.size() < 2) return false;
  const std::uint32_t end = std::min(best_.back().step + 1, kMostStepsTried);
  for (std::uint16_t choice = 1; choice <= 2; ++choice) {
    for (std::uint32_t step = 0; step < end && !out_of_replays(); ++step) {
      if (better({{step, choice, 0}})) return true;
    }
  }
  return false;
}

}  // namespace

Minimized minimize(const Schedule& failing, const FailsAlike& fails_alike,
                   unsigned most_replays) {
  Search search(failing, fails_alike, most_replays);
  if (!search.better(failing.deviations, true)) return {failing, 0, 1};
  if (!search.best().empty()) search.better({});
  bool improved = true;
  while (improved && !search.out_of_replays()) {
    improved = search.leave_out_blocks();
    improved |= search.join_stretches();
    if (!improved) improved = search.make_do_with_one();
    if (!improved) improved = search.lower_choices();
  }
  Schedule simplest;
  simplest.flags = failing.flags;
  simplest.deviations = without_marks(search.best());
  return {std::move(simplest), static_cast<unsigned>(search.preemptions()),
          search.replays()};
}

}  // namespace interleave
