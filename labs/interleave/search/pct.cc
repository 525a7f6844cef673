// Probabilistic concurrency testing, depth 3: random priorities for the
// threads, and two places in the run at which the running thread's becomes the
// lowest. The places are drawn from the run's length, which has to be known
// beforehand: the first run, at depth 1, needs none and measures it.
// Source: Burckhardt, Kothari, Musuvathi, Nagarakatte, "A randomized
// scheduler with probabilistic guarantees of finding bugs", ASPLOS 2010.
#include <algorithm>

#include "labs/interleave/search/count_text.hh"
#include "labs/interleave/search/seeds.hh"
#include "labs/interleave/search/strategies.hh"

namespace interleave {
namespace {

constexpr std::uint32_t kDepth = 3;

class Pct : public Strategy {
 public:
  explicit Pct(const Limits& limits) : seed_(limits.seed) {}

  std::optional<Schedule> next() override {
    if (waiting()) return std::nullopt;
    Schedule schedule;
    schedule.policy = Policy::kPct;
    schedule.seed = seed_of(seed_, 2, handed_out_++);
    schedule.depth = length_ == 0 ? 1 : kDepth;
    schedule.length = std::max<std::uint32_t>(length_, 1);
    return schedule;
  }
  bool waiting() const override { return handed_out_ > 0 && length_ == 0; }
  void observe(const Schedule&, const Run& run) override {
    ++observed_;
    if (length_ != 0) return;
    length_ = std::max<std::uint32_t>(
        static_cast<std::uint32_t>(run.events.size()), 1);
  }
  std::string_view name() const override { return "pct"; }
  std::string coverage() const override {
    return counted(observed_, "random-priority schedule");
  }

 private:
  std::uint64_t seed_;
  std::uint64_t handed_out_ = 0;
  std::uint64_t observed_ = 0;
  std::uint32_t length_ = 0;  // of the first run
};

}  // namespace

std::unique_ptr<Strategy> make_pct(const Limits& limits) {
  return std::make_unique<Pct>(limits);
}

}  // namespace interleave
