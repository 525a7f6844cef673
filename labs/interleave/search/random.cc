// Uniform random: at every step one of the ready threads.
#include "labs/interleave/search/count_text.hh"
#include "labs/interleave/search/seeds.hh"
#include "labs/interleave/search/strategies.hh"

namespace interleave {
namespace {

class Random : public Strategy {
 public:
  explicit Random(const Limits& limits) : seed_(limits.seed) {}

  std::optional<Schedule> next() override {
    Schedule schedule;
    schedule.policy = Policy::kRandom;
    schedule.seed = seed_of(seed_, 1, handed_out_++);
    return schedule;
  }
  bool waiting() const override { return false; }
  void observe(const Schedule&, const Run&) override { ++observed_; }
  std::string_view name() const override { return "random"; }
  std::string coverage() const override {
    return counted(observed_, "random schedule");
  }

 private:
  std::uint64_t seed_;
  std::uint64_t handed_out_ = 0;
  std::uint64_t observed_ = 0;
};

}  // namespace

std::unique_ptr<Strategy> make_random(const Limits& limits) {
  return std::make_unique<Random>(limits);
}

}  // namespace interleave
