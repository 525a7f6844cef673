// Turns pairs of steps into findings.
#include "labs/interleave/analysis/race_log.hh"

#include <algorithm>
#include <string>

#include "labs/interleave/analysis/memory_range.hh"

namespace interleave {
namespace {

std::string_view kind_of(Op op) {
  if (op == Op::kRelease) return "release";
  if (op == Op::kAtomicUpdate) return "atomic update";
  if (is_atomic(op)) return reads_only(op) ? "atomic read" : "atomic write";
  return reads_only(op) ? "read" : "write";
}

std::string access_in_words(const Event& event) {
  const std::uint64_t length = range_of(event).length;
  return std::string(kind_of(event.op)) + " of " + std::to_string(length) +
         (length == 1 ? " byte" : " bytes");
}

}  // namespace

void RaceLog::reset(std::span<const Event> events) {
  events_ = events;
  pairs_.clear();
  places_.clear();
}

void RaceLog::add(std::uint32_t earlier, std::uint32_t later) {
  const auto [low, high] =
      std::minmax({events_[earlier].pc, events_[later].pc});
  Seen& seen = places_.at(std::uint64_t{low} << 32 | high);
  if (seen.before) return;
  seen.before = true;
  pairs_.push_back({earlier, later});
}

void RaceLog::append_to(std::vector<Finding>& findings) const {
  for (const Pair& pair : pairs_) {
    const Event& earlier = events_[pair.earlier];
    const Event& later = events_[pair.later];
    Finding& finding = findings.emplace_back();
    finding.verdict = Verdict::kDataRace;
    finding.steps = {pair.earlier, pair.later};
    finding.threads = {earlier.thread, later.thread};
    finding.object = later.op == Op::kRelease ? earlier.object : later.object;
    finding.by_lockset = by_lockset_;
    finding.detail = access_in_words(earlier) + " and " +
                     access_in_words(later) + " " + std::string(why_);
  }
}

}  // namespace interleave
