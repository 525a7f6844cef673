#include "labs/interleave/search/sound_channel.hh"

#include <algorithm>
#include <cstring>
#include <span>

namespace interleave {
namespace {

bool is_sound(const Event& event, std::uint32_t steps, unsigned threads) {
  const bool paired = event.partner < steps || event.partner == kNoStep;
  return event.op > Op::kNone && event.op < Op::kCount &&
         event.thread < threads && paired;
}

bool is_sound(const Decision& decision) {
  const unsigned count = unsigned{decision.ready} + decision.extra;
  return decision.ready <= kMaxThreads && decision.extra <= kMaxThreads &&
         (decision.chosen < count || decision.chosen == 0);
}

// A bool that is neither may not even be looked at.
bool is_sound(const bool& flag) {
  unsigned char byte = 0;
  static_assert(sizeof byte == sizeof flag);
  std::memcpy(&byte, &flag, sizeof byte);
  return byte <= 1;
}

bool is_sound(const ThreadEnd& end) {
  return end.state <= ThreadState::kEnded && end.pending < Op::kCount &&
         is_sound(end.client) && is_sound(end.joined);
}

bool is_sound(const Outcome& outcome) {
  return outcome.ending > Ending::kRunning &&
         outcome.ending <= Ending::kNeedThreads &&
         outcome.threads <= kMaxThreads && outcome.thread < outcome.threads &&
         std::ranges::all_of(std::span(outcome.ends, outcome.threads),
                             [](const ThreadEnd& e) { return is_sound(e); });
}

}  // namespace

bool is_sound(const Channel& channel, bool hung) {
  const Outcome& outcome = channel.outcome;
  const std::uint32_t steps = outcome.steps;
  if (steps > kMaxSteps || outcome.calls > kMaxCalls) return false;
  if (!hung && !is_sound(outcome)) return false;
  const unsigned threads = hung ? kMaxThreads : outcome.threads;
  return std::ranges::all_of(std::span(channel.events, steps),
                             [&](const Event& event) {
                               return is_sound(event, steps, threads);
                             }) &&
         std::ranges::all_of(std::span(channel.decisions, steps),
                             [](const Decision& d) { return is_sound(d); }) &&
         std::ranges::all_of(
             std::span(channel.calls, outcome.calls), [&](const Call& call) {
               return call.thread < kMaxThreads && call.step <= steps;
             });
}

}  // namespace interleave
