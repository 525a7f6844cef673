// The default: iterated delay bounding first, which is deterministic and has
// the shortest counterexamples, up to a share of the schedules; then
// random priorities, partial-order sampling and reads-from guidance in turn,
// each of which finds bugs that the others miss.
#include <algorithm>
#include <array>
#include <deque>

#include "labs/interleave/search/strategies.hh"

namespace interleave {
namespace {

// Tenths of the schedules that delay bounding may use.
constexpr std::uint64_t kBoundedTenths = 4;

std::uint64_t bounded_share(std::uint64_t schedules) {
  return std::max<std::uint64_t>(schedules / 10 * kBoundedTenths, 1);
}

Limits limits_of_bounded(Limits limits) {
  if (limits.schedules != 0) {
    limits.schedules = bounded_share(limits.schedules);
  }
  return limits;
}

class Portfolio : public Strategy {
 public:
  explicit Portfolio(const Limits& limits)
      : parts_{make_delay_bounding(limits_of_bounded(limits)), make_pct(limits),
               make_partial_order_sampling(limits), make_reads_from(limits)},
        bounded_left_(limits.schedules == 0 ? ~std::uint64_t{0}
                                            : bounded_share(limits.schedules)) {
  }

  std::optional<Schedule> next() override {
    waiting_ = false;
    if (bounded_left_ > 0) {
      if (auto schedule = take(0)) {
        --bounded_left_;
        return schedule;
      }
      if (waiting_) return std::nullopt;
      bounded_left_ = 0;
    }
    auto schedule = take(turn_);
    if (schedule) turn_ = turn_ + 1 == parts_.size() ? 1 : turn_ + 1;
    return schedule;
  }

  bool waiting() const override { return waiting_; }

  void observe(const Schedule& schedule, const Run& run) override {
    const std::size_t part = under_way_.front();
    under_way_.pop_front();
    used_[part] = true;
    parts_[part]->observe(schedule, run);
  }

  std::string_view name() const override { return "portfolio"; }

  std::string coverage() const override {
    std::string text;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      if (!used_[part]) continue;
      if (!text.empty()) text += ", then ";
      text += parts_[part]->coverage();
    }
    return text;
  }

 private:
  std::optional<Schedule> take(std::size_t part) {
    auto schedule = parts_[part]->next();
    if (schedule) {
      under_way_.push_back(part);
    } else {
      waiting_ = parts_[part]->waiting();
    }
    return schedule;
  }

  std::array<std::unique_ptr<Strategy>, 4> parts_;
  std::array<bool, 4> used_{};
  std::deque<std::size_t> under_way_;  // whose, in the order handed out
  std::uint64_t bounded_left_;
  std::size_t turn_ = 1;
  bool waiting_ = false;
};

}  // namespace

std::unique_ptr<Strategy> make_portfolio(const Limits& limits) {
  return std::make_unique<Portfolio>(limits);
}

}  // namespace interleave
