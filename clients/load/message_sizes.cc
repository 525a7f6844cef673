#include "clients/load/message_sizes.hh"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace load {
namespace {

constexpr std::uint64_t kLargestWeight = 1'000'000'000;

std::uint64_t number(std::string_view text, std::uint64_t most) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value == 0 || value > most) {
    throw std::invalid_argument("'" + std::string(text) +
                                "' is not a number from 1 to " +
                                std::to_string(most));
  }
  return value;
}

// Splits `text` at the first `mark`; the second part is `otherwise` when there
// is no mark.
std::pair<std::string_view, std::string_view> split(
    std::string_view text, std::string_view mark, std::string_view otherwise) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {text, otherwise};
  return {text.substr(0, at), text.substr(at + mark.size())};
}

}  // namespace

MessageSizes::MessageSizes(std::size_t size)
    : text_(std::to_string(size)), entries_{{size, size, 1}} {}

MessageSizes::MessageSizes(std::string_view text) : text_(text) {
  while (true) {
    const std::size_t comma = text.find(',');
    add(text.substr(0, comma));
    if (comma == std::string_view::npos) return;
    text.remove_prefix(comma + 1);
  }
}

void MessageSizes::add(std::string_view part) {
  const auto [range, weight] = split(part, ":", "1");
  const auto [low_text, high_text] = split(range, "..", range);
  const std::uint64_t before = entries_.empty() ? 0 : entries_.back().up_to;
  const Entry entry{number(low_text, kLargest), number(high_text, kLargest),
                    before + number(weight, kLargestWeight)};
  if (entry.low > entry.high) {
    throw std::invalid_argument("'" + std::string(range) +
                                "' ends before it begins");
  }
  entries_.push_back(entry);
}

std::size_t MessageSizes::largest() const {
  return std::max_element(
             entries_.begin(), entries_.end(),
             [](const Entry& a, const Entry& b) { return a.high < b.high; })
      ->high;
}

bool MessageSizes::all_the_same() const {
  return entries_.size() == 1 && entries_[0].low == entries_[0].high;
}

std::size_t MessageSizes::at(double entry, double within) const {
  const auto sum = static_cast<double>(entries_.back().up_to);
  const auto weight = static_cast<std::uint64_t>(entry * sum);
  const auto chosen = std::find_if(
      entries_.begin(), entries_.end(),
      [weight](const Entry& candidate) { return weight < candidate.up_to; });
  const auto sizes = static_cast<double>(chosen->high - chosen->low + 1);
  return chosen->low + static_cast<std::size_t>(within * sizes);
}

}  // namespace load
