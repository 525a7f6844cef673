// Reads-from guidance: what makes two schedules differ is which write each
// read saw. Schedules are sampled by partial order, but a schedule may carry
// constraints, "the read here should see the write there". One that showed a
// pair nobody had seen is kept and mutated; pairs that could happen but were
// never seen come first.
//
// Feedback is taken in at the end of a generation of fixed size, once all its
// runs have been observed, so that the number under way changes nothing.
//
// Source: Wolff, Shi, Duck, Mathur, Roychoudhury, "Greybox fuzzing for
// concurrency testing", ASPLOS 2024.
#include "labs/interleave/search/count_text.hh"
#include "labs/interleave/search/read_pairs.hh"
#include "labs/interleave/search/seeds.hh"
#include "labs/interleave/search/strategies.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kGeneration = 32;
constexpr std::size_t kMostKept = 512;

class ReadsFrom : public Strategy {
 public:
  explicit ReadsFrom(const Limits& limits)
      : seed_(limits.seed), dice_(seed_of(limits.seed, 5, 0)) {}

  std::optional<Schedule> next() override {
    if (waiting()) return std::nullopt;
    if (handed_out_ % kGeneration == 0) begin_generation();
    Schedule schedule;
    schedule.policy = Policy::kReadsFrom;
    schedule.seed = seed_of(seed_, 4, handed_out_++);
    if (!kept_.empty()) schedule.constraints = mutated();
    return schedule;
  }

  bool waiting() const override {
    return handed_out_ % kGeneration == 0 && observed_ < handed_out_;
  }

  void observe(const Schedule& schedule, const Run& run) override {
    ++observed_;
    if (pairs_.observe(run.events) == 0) return;
    if (found_.size() < kMostKept) found_.push_back(schedule.constraints);
  }

  std::string_view name() const override { return "reads-from"; }

  std::string coverage() const override {
    return counted(observed_, "schedule") + " guided by " +
           counted(pairs_.seen(), "pair") + " of a write and its read";
  }

 private:
  // The oldest are overwritten: their pairs have been tried with most.
  void begin_generation() {
    for (std::vector<Constraint>& constraints : found_) {
      if (kept_.size() < kMostKept) {
        kept_.push_back(std::move(constraints));
      } else {
        kept_[overwritten_++ % kMostKept] = std::move(constraints);
      }
    }
    found_.clear();
    unseen_ = pairs_.unseen();
    possible_ = pairs_.possible();
  }

  std::vector<Constraint> mutated() {
    std::vector<Constraint> constraints = kept_[dice_.below(kept_.size())];
    const std::uint64_t what = dice_.below(4);
    if (!constraints.empty() && what == 0) {
      constraints.erase(constraints.begin() + at_in(constraints));
    } else if (!constraints.empty() && what == 1) {
      if (auto other = draw()) constraints[at_in_index(constraints)] = *other;
    } else if (auto more = draw()) {
      if (constraints.size() == kMaxConstraints) constraints.pop_back();
      constraints.push_back(*more);
    }
    return constraints;
  }

  std::ptrdiff_t at_in(const std::vector<Constraint>& constraints) {
    return static_cast<std::ptrdiff_t>(at_in_index(constraints));
  }
  std::size_t at_in_index(const std::vector<Constraint>& constraints) {
    return dice_.below(constraints.size());
  }

  std::optional<Constraint> draw() {
    const bool fresh = !unseen_.empty() && dice_.below(4) != 0;
    const std::vector<Constraint>& from = fresh ? unseen_ : possible_;
    if (from.empty()) return std::nullopt;
    return from[dice_.below(from.size())];
  }

  std::uint64_t seed_;
  Dice dice_;
  ReadPairs pairs_;
  std::uint64_t handed_out_ = 0;
  std::uint64_t observed_ = 0;
  std::vector<std::vector<Constraint>> found_;  // in this generation
  std::vector<std::vector<Constraint>> kept_;
  std::size_t overwritten_ = 0;
  std::vector<Constraint> unseen_;
  std::vector<Constraint> possible_;
};

}  // namespace

std::unique_ptr<Strategy> make_reads_from(const Limits& limits) {
  return std::make_unique<ReadsFrom>(limits);
}

}  // namespace interleave
