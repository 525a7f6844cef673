// Reads a replay token. Whatever is wrong, the answer is one line that names
// the part it is in.
#include <charconv>

#include "labs/interleave/search/token.hh"

namespace interleave {
namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  ParsedToken parse() {
    if (part() != "i1") return {std::nullopt, not_a_token()};
    while (!rest_is_empty() && error_.empty()) take(part());
    if (error_.empty() && (!has_steps_ || !has_hash_)) {
      error_ = "replay token is incomplete: its end is missing";
    }
    if (!error_.empty()) return {std::nullopt, error_};
    return {std::move(token_), {}};
  }

 private:
  bool rest_is_empty() const { return at_ > text_.size(); }

  std::string_view part() {
    const std::size_t end = text_.find('-', at_);
    const std::string_view found = text_.substr(at_, end - at_);
    at_ = end == std::string_view::npos ? text_.size() + 1 : end + 1;
    return found;
  }

  std::string not_a_token() const {
    const bool other = text_.size() > 1 && text_[0] == 'i' && text_[1] >= '0' &&
                       text_[1] <= '9';
    return other ? "replay token has a version this tool does not know"
                 : "not a replay token: it must start with i1-";
  }

  void fail(std::string_view part) {
    if (!error_.empty()) return;
    error_ = "replay token is damaged at \"" + std::string(part) + "\"";
  }

  void take(std::string_view part) {
    if (part == "spurious") {
      token_.flags |= kSpuriousWakeups;
    } else if (part == "unfair") {
      token_.flags |= kNoFairness;
    } else if (part == "sync") {
      token_.flags |= kSyncOnly;
    } else if (part.starts_with('n')) {
      has_steps_ = number(part.substr(1), token_.steps, 10) || (fail(part), 0);
    } else if (part.starts_with('h') && part.size() == 9) {
      has_hash_ = number(part.substr(1), token_.hash, 16) || (fail(part), 0);
    } else if (part.starts_with('k')) {
      take_checkpoints(part);
    } else {
      take_deviations(part);
    }
  }

  void take_checkpoints(std::string_view part) {
    if (part.size() != 1 + 4 * kCheckpoints) return fail(part);
    for (std::size_t at = 1; at < part.size(); at += 4) {
      std::uint16_t hash = 0;
      if (!number(part.substr(at, 4), hash, 16)) return fail(part);
      token_.checkpoints.push_back(hash);
    }
  }

  void take_deviations(std::string_view part) {
    if (!token_.deviations.empty()) return fail(part);
    std::uint64_t step = 0;
    for (std::string_view rest = part;;) {
      const std::size_t end = rest.find('+');
      if (!take_deviation(rest.substr(0, end), step)) return fail(part);
      if (end == std::string_view::npos) return;
      rest.remove_prefix(end + 1);
    }
  }

  bool take_deviation(std::string_view text, std::uint64_t& step) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return false;
    std::string_view choice_text = text.substr(colon + 1);
    const bool by_thread = choice_text.starts_with('t');
    if (by_thread) choice_text.remove_prefix(1);
    std::uint32_t delta = 0;
    std::uint16_t choice = 0;
    if (!number(text.substr(0, colon), delta, 10) ||
        !number(choice_text, choice, 10) || choice >= kByThread) {
      return false;
    }
    if (delta == 0 && !token_.deviations.empty()) return false;
    step += delta;
    if (step >= kMaxSteps) return false;
    if (token_.deviations.size() == kMaxDeviations) return false;
    if (by_thread) choice |= kByThread;
    token_.deviations.push_back({static_cast<std::uint32_t>(step), choice, 0});
    return true;
  }

  template <typename Number>
  static bool number(std::string_view text, Number& value, int radix) {
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, radix);
    return error == std::errc() && stop == end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Token token_;
  bool has_steps_ = false;
  bool has_hash_ = false;
  std::string error_;
};

}  // namespace

ParsedToken parse_token(std::string_view text) { return Parser(text).parse(); }

}  // namespace interleave
