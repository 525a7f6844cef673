// Partial-order sampling: every pending operation has a random priority; the
// highest goes first, and those that depend on it draw again. So independent
// operations do not dilute the choice, as they do in uniform random.
// Source: Yuan, Yang, Gu, "Partial order aware concurrency sampling", CAV
// 2018.
#include "labs/interleave/search/count_text.hh"
#include "labs/interleave/search/seeds.hh"
#include "labs/interleave/search/strategies.hh"

namespace interleave {
namespace {

class PartialOrderSampling : public Strategy {
 public:
  explicit PartialOrderSampling(const Limits& limits) : seed_(limits.seed) {}

  std::optional<Schedule> next() override {
    Schedule schedule;
    schedule.policy = Policy::kPartialOrder;
    schedule.seed = seed_of(seed_, 3, handed_out_++);
    return schedule;
  }
  bool waiting() const override { return false; }
  void observe(const Schedule&, const Run&) override { ++observed_; }
  std::string_view name() const override { return "partial-order-sampling"; }
  std::string coverage() const override {
    return counted(observed_, "schedule") + " sampled by partial order";
  }

 private:
  std::uint64_t seed_;
  std::uint64_t handed_out_ = 0;
  std::uint64_t observed_ = 0;
};

}  // namespace

std::unique_ptr<Strategy> make_partial_order_sampling(const Limits& limits) {
  return std::make_unique<PartialOrderSampling>(limits);
}

}  // namespace interleave
