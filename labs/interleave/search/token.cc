#include "labs/interleave/search/token.hh"

#include <algorithm>
#include <cstdio>

#include "labs/interleave/search/deviations.hh"
#include "labs/interleave/search/event_hash.hh"

namespace interleave {
namespace {

constexpr std::uint32_t kFlagsThatMatter =
    kSpuriousWakeups | kNoFairness | kSyncOnly;
constexpr std::size_t kFewestForCheckpoints = 16;

std::vector<std::size_t> checkpoint_lengths(std::size_t steps) {
  std::vector<std::size_t> lengths;
  if (steps < kFewestForCheckpoints) return lengths;
  for (std::size_t i = 1; i <= kCheckpoints; ++i) {
    lengths.push_back(steps * i / kCheckpoints);
  }
  return lengths;
}

std::uint16_t short_hash(std::uint32_t hash) {
  return static_cast<std::uint16_t>(hash ^ (hash >> 16));
}

std::string hexadecimal(std::uint32_t value, int digits) {
  char text[16];
  std::snprintf(text, sizeof text, "%0*x", digits, value);
  return text;
}

std::string deviations_text(const std::vector<Deviation>& deviations) {
  std::string text;
  std::uint32_t before = 0;
  for (const Deviation& deviation : deviations) {
    text += text.empty() ? '-' : '+';
    text += std::to_string(deviation.step - before) + ':';
    if ((deviation.choice & kByThread) != 0) text += 't';
    text += std::to_string(deviation.choice & ~unsigned{kByThread});
    before = deviation.step;
  }
  return text;
}

}  // namespace

Token make_token(std::span<const Deviation> deviations, std::uint32_t flags,
                 std::span<const Event> events) {
  Token token;
  token.flags = flags & kFlagsThatMatter;
  token.deviations = without_marks(deviations);
  token.steps = static_cast<std::uint32_t>(events.size());
  token.hash = event_hash(events);
  const std::vector<std::size_t> lengths = checkpoint_lengths(events.size());
  for (const std::uint32_t hash : prefix_hashes(events, lengths)) {
    token.checkpoints.push_back(short_hash(hash));
  }
  return token;
}

std::string to_text(const Token& token) {
  std::string text = "i1";
  if ((token.flags & kSpuriousWakeups) != 0) text += "-spurious";
  if ((token.flags & kNoFairness) != 0) text += "-unfair";
  if ((token.flags & kSyncOnly) != 0) text += "-sync";
  text += deviations_text(token.deviations);
  text += "-n" + std::to_string(token.steps);
  text += "-h" + hexadecimal(token.hash, 8);
  if (!token.checkpoints.empty()) text += "-k";
  for (const std::uint16_t hash : token.checkpoints) {
    text += hexadecimal(hash, 4);
  }
  return text;
}

Schedule to_schedule(const Token& token) {
  Schedule schedule;
  schedule.flags = token.flags;
  schedule.deviations = token.deviations;
  return schedule;
}

std::optional<Difference> first_difference(const Token& token,
                                           std::span<const Event> events) {
  if (events.size() == token.steps && event_hash(events) == token.hash) {
    return std::nullopt;
  }
  const auto end = static_cast<std::uint32_t>(events.size());
  Difference difference{0, std::min(token.steps, end)};
  if (token.checkpoints.empty()) return difference;
  std::vector<std::size_t> lengths = checkpoint_lengths(token.steps);
  std::erase_if(lengths, [end](std::size_t length) { return length > end; });
  const std::vector<std::uint32_t> hashes = prefix_hashes(events, lengths);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const auto length = static_cast<std::uint32_t>(lengths[i]);
    if (short_hash(hashes[i]) != token.checkpoints[i]) {
      difference.last = length - 1;
      break;
    }
    difference.first = length;
  }
  return difference;
}

}  // namespace interleave
