// The names of the verdicts, and what makes two findings the same bug.
#include "labs/interleave/analysis/finding.hh"

#include <algorithm>
#include <array>
#include <charconv>

namespace interleave {
namespace {

constexpr std::array<std::string_view, 13> kNames = {
    "none",          "assertion",  "crash",    "memory_error",
    "exit_status",   "data_race",  "deadlock", "lost_wakeup",
    "livelock",      "lock_order", "misuse",   "uncontrolled_hang",
    "nondeterminism"};

}  // namespace

std::string_view name_of(Verdict verdict) {
  return kNames.at(static_cast<std::size_t>(verdict));
}

// The counters are sorted: which of two racing accesses came first, and at
// which lock a cycle begins, differs from run to run.
std::string identity(const Finding& finding, std::span<const Event> events) {
  std::vector<std::uint32_t> places;
  for (const std::uint32_t step : finding.steps) {
    if (step < events.size()) places.push_back(events[step].pc);
  }
  std::sort(places.begin(), places.end());
  std::string text(name_of(finding.verdict));
  for (const std::uint32_t place : places) {
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), place, 16).ptr;
    text.append(1, ' ').append(digits.begin(), end);
  }
  if (places.empty()) text.append(": ").append(finding.detail);
  return text;
}

}  // namespace interleave
