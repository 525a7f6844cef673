#include "labs/interleave/report/shown_threads.hh"

#include <algorithm>
#include <cstdint>

namespace interleave {

namespace {

constexpr std::uint64_t kInFinding = std::uint64_t{1} << 62;
constexpr std::uint64_t kBehindFinding = std::uint64_t{1} << 61;

std::vector<std::uint64_t> weights(const TraceDocument& document) {
  std::vector<std::uint64_t> weight(document.threads.size());
  for (const TraceStep& step : document.steps) {
    // Nothing happens to what nobody shares.
    weight[step.thread] += step.shared ? 100 : 1;
  }
  for (const TraceFinding& finding : document.findings) {
    for (const unsigned thread : finding.threads) weight[thread] |= kInFinding;
    for (const std::uint32_t number : finding.steps) {
      const TraceStep& step = document.steps[number];
      weight[step.thread] |= kInFinding;
      if (step.saw) weight[document.steps[*step.saw].thread] |= kBehindFinding;
      if (step.partner)
        weight[document.steps[*step.partner].thread] |= kBehindFinding;
    }
  }
  return weight;
}

}  // namespace

std::vector<unsigned> shown_threads(const TraceDocument& document,
                                    std::size_t most) {
  const std::vector<std::uint64_t> weight = weights(document);
  std::vector<unsigned> threads;
  for (unsigned i = 0; i < weight.size(); ++i)
    if (weight[i] != 0) threads.push_back(i);
  if (threads.size() > most) {
    std::stable_sort(
        threads.begin(), threads.end(),
        [&](unsigned a, unsigned b) { return weight[a] > weight[b]; });
    threads.resize(most);
    std::sort(threads.begin(), threads.end());
  }
  return threads;
}

}  // namespace interleave
