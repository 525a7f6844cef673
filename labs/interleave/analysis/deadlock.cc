// The finding of a run in which nobody can go on.
#include "labs/interleave/analysis/deadlock.hh"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "labs/interleave/analysis/lost_wakeup.hh"
#include "labs/interleave/analysis/wait_graph.hh"

namespace interleave {
namespace {

constexpr std::size_t kClauses = 6;

std::string list(const WaitGraph& graph, std::span<const unsigned> threads) {
  std::string text;
  for (std::size_t i = 0; i < threads.size(); ++i) {
    if (i == kClauses) {
      return text + ", and " + std::to_string(threads.size() - i) +
             " more wait";
    }
    if (i > 0) text += i + 1 == threads.size() ? " and " : ", ";
    text += graph.in_words(threads[i]);
  }
  return text;
}

Finding in_a_cycle(const WaitGraph& graph, const WaitGraph::Cycle& cycle,
                   const Outcome& outcome) {
  Finding finding;
  finding.verdict = Verdict::kDeadlock;
  finding.cycle = true;
  for (const WaitGraph::Owner& owner : cycle.owners) {
    finding.threads.push_back(owner.thread);
    if (owner.step != kNoStep) finding.steps.push_back(owner.step);
  }
  finding.object = outcome.ends[finding.threads.back()].object;
  finding.detail = list(graph, finding.threads);
  return finding;
}

// A thread that waits for one that is blocked itself is not to blame.
Finding without_cycle(const WaitGraph& graph, const Outcome& outcome) {
  Finding finding;
  finding.verdict = Verdict::kDeadlock;
  std::vector<unsigned> all;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    if (!graph.blocked(thread)) continue;
    all.push_back(thread);
    const auto owners = graph.owners(thread);
    const auto is_blocked = [&](const WaitGraph::Owner& owner) {
      return graph.blocked(owner.thread);
    };
    if (std::any_of(owners.begin(), owners.end(), is_blocked)) continue;
    finding.threads.push_back(thread);
    const auto step = owners.empty() ? graph.last_step(thread)
                                     : std::optional(owners.front().step);
    if (step && std::find(finding.steps.begin(), finding.steps.end(), *step) ==
                    finding.steps.end()) {
      finding.steps.push_back(*step);
    }
  }
  if (!finding.threads.empty()) {
    finding.object = outcome.ends[finding.threads.front()].object;
  }
  finding.detail = list(graph, all);
  return finding;
}

}  // namespace

Finding deadlock_of(std::span<const Event> events, const Outcome& outcome,
                    const HeldLocks& held) {
  const WaitGraph graph(events, outcome, held);
  if (const auto cycle = graph.cycle()) {
    return in_a_cycle(graph, *cycle, outcome);
  }
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    const auto wait = graph.unsignalled_wait(thread);
    if (!wait) continue;
    if (auto lost = lost_wakeup_of(events, outcome, *wait)) return *lost;
  }
  return without_cycle(graph, outcome);
}

}  // namespace interleave
