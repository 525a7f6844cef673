#include "labs/interleave/search/point_of_no_return.hh"

#include <algorithm>

#include "labs/interleave/search/deviations.hh"

namespace interleave {
namespace {

constexpr unsigned kMostChoices = 4;     // tried at one step
constexpr std::size_t kNearTheEnd = 48;  // steps looked at one by one
constexpr unsigned kSecondChoices = 24;  // runs per second choice

unsigned alternatives(const Decision& decision) {
  return unsigned{decision.ready} + decision.extra;
}

class Finder {
 public:
  Finder(const Schedule& failing, std::span<const Decision> decisions,
         const Probe& probe, unsigned most_probes)
      : failing_(failing),
        decisions_(decisions),
        probe_(probe),
        left_(most_probes) {
    for (std::uint32_t step = 0; step < decisions.size(); ++step) {
      if (alternatives(decisions[step]) > 1) points_.push_back(step);
    }
  }

  std::optional<PointOfNoReturn> find() {
    const std::size_t with_one = last_with_one_choice();
    const std::size_t first = with_one == kNone ? 0 : with_one + 1;
    for (std::size_t i = points_.size(); i > first && left_ > 0; --i) {
      if (saved_by_two(points_[i - 1])) break;
    }
    if (found_) found_->probes = probes_;
    return found_;
  }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  Schedule up_to(std::uint32_t step) const {
    Schedule schedule;
    schedule.flags = failing_.flags;
    const auto before = decisions_.subspan(0, step);
    schedule.deviations = without_marks(deviations_of(before));
    return schedule;
  }

  bool succeeds(const Schedule& schedule, std::uint32_t step,
                Probed* result = nullptr) {
    if (left_ == 0 || schedule.deviations.size() > kMaxDeviations) {
      return false;
    }
    --left_;
    ++probes_;
    Probed probed = probe_(schedule);
    const bool succeeded = probed.succeeded;
    if (succeeded && (!found_ || step > found_->step)) {
      found_ = PointOfNoReturn{step, schedule, 0};
    }
    if (result != nullptr) *result = std::move(probed);
    return succeeded;
  }

  // Choices at `step` other than the one taken, lowest first.
  std::vector<std::uint16_t> others_at(std::uint32_t step) const {
    std::vector<std::uint16_t> choices;
    const unsigned count = alternatives(decisions_[step]);
    for (std::uint16_t choice = 0; choice < count; ++choice) {
      if (choices.size() == kMostChoices) break;
      if (choice != decisions_[step].chosen) choices.push_back(choice);
    }
    return choices;
  }

  Schedule with_choice(std::uint32_t step, std::uint16_t choice) const {
    Schedule schedule = up_to(step);
    if (choice != 0) schedule.deviations.push_back({step, choice, 0});
    return schedule;
  }

  bool saved_by_one(std::uint32_t step) {
    for (const std::uint16_t choice : others_at(step)) {
      if (succeeds(with_choice(step, choice), step)) return true;
    }
    return false;
  }

  bool saved_by_two(std::uint32_t step) {
    for (const std::uint16_t choice : others_at(step)) {
      const Schedule first = with_choice(step, choice);
      Probed probed;
      if (succeeds(first, step, &probed)) return true;
      if (saved_later(first, step, probed.decisions)) return true;
    }
    return false;
  }

  bool saved_later(const Schedule& first, std::uint32_t step,
                   const std::vector<Decision>& decisions) {
    unsigned runs = 0;
    for (std::uint32_t later = step + 1; later < decisions.size(); ++later) {
      if (alternatives(decisions[later]) <= 1) continue;
      if (left_ == 0 || runs++ == kSecondChoices) return false;
      Schedule second = first;
      second.deviations.push_back({later, 1, 0});
      if (succeeds(second, step)) return true;
    }
    return false;
  }

  // One by one near the end; then in leaps, and between two leaps by halves.
  std::size_t last_with_one_choice() {
    std::size_t i = points_.size();
    const std::size_t near = i > kNearTheEnd ? i - kNearTheEnd : 0;
    while (i > near) {
      if (saved_by_one(points_[--i])) return i;
    }
    std::size_t lost = i;
    for (std::size_t leap = 1; i > 0 && left_ > 0; leap *= 2) {
      i = i > leap ? i - leap : 0;
      if (saved_by_one(points_[i])) return between(i, lost);
      lost = i;
    }
    return kNone;
  }

  std::size_t between(std::size_t saved, std::size_t lost) {
    while (lost - saved > 1 && left_ > 0) {
      const std::size_t middle = saved + (lost - saved) / 2;
      (saved_by_one(points_[middle]) ? saved : lost) = middle;
    }
    return saved;
  }

  const Schedule& failing_;
  std::span<const Decision> decisions_;
  const Probe& probe_;
  unsigned left_;
  unsigned probes_ = 0;
  std::vector<std::uint32_t> points_;  // steps with a choice
  std::optional<PointOfNoReturn> found_;
};

}  // namespace

std::optional<PointOfNoReturn> find_point_of_no_return(
    const Schedule& failing, std::span<const Decision> decisions,
    const Probe& probe, unsigned most_probes) {
  return Finder(failing, decisions, probe, most_probes).find();
}

}  // namespace interleave
