#include "labs/interleave/memoized.hh"

#include "labs/interleave/search/count_text.hh"

namespace interleave {
namespace {

class Memoized : public Strategy {
 public:
  explicit Memoized(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::optional<Schedule> next() override {
    if (next_ == tokens_.size()) return std::nullopt;
    return to_schedule(tokens_[next_++]);
  }
  bool waiting() const override { return false; }

  void observe(const Schedule&, const Run& run) override {
    strayed_ += first_difference(tokens_[observed_], run.events).has_value();
    ++observed_;
  }

  std::string_view name() const override { return "memoized"; }

  std::string coverage() const override {
    std::string text = counted(observed_, "memoized schedule");
    if (observed_ == tokens_.size()) text = "all " + text;
    if (strayed_ > 0) {
      text += ", " + with_commas(strayed_) +
              " of which the program did not follow to the end";
    }
    return text;
  }

 private:
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  std::size_t observed_ = 0;
  std::uint64_t strayed_ = 0;
};

}  // namespace

std::unique_ptr<Strategy> make_memoized(std::vector<Token> tokens) {
  return std::make_unique<Memoized>(std::move(tokens));
}

}  // namespace interleave
