// Feeds a trace to the detectors, one event at a time, in one pass.
#include "labs/interleave/analysis/analysis.hh"

#include <algorithm>

#include "labs/interleave/analysis/consequence.hh"
#include "labs/interleave/analysis/happens_before.hh"
#include "labs/interleave/analysis/held_locks.hh"
#include "labs/interleave/analysis/lock_graph.hh"
#include "labs/interleave/analysis/lockset.hh"

namespace interleave {
namespace {

// Threads that the trace mentions, which may be more than have ended.
unsigned threads_in(std::span<const Event> events, const Outcome& outcome) {
  unsigned highest = 0;
  for (const Event& event : events) {
    highest = std::max<unsigned>(highest, event.thread);
  }
  return std::min(std::max(highest + 1, outcome.threads), kMaxThreads);
}

// What is not a run of the schedule that was asked for.
bool is_void(Ending ending) {
  return ending == Ending::kDiverged || ending == Ending::kNeedThreads ||
         ending == Ending::kRunning;
}

}  // namespace

class Analyser::State {
 public:
  explicit State(RaceDetector detector) : detector_(detector) {}

  std::vector<Finding> judge(std::span<const Event> events,
                             const Outcome& outcome);

 private:
  void observe(std::span<const Event> events, unsigned threads);
  void observe_locks(std::uint32_t step, const Event& event);

  const RaceDetector detector_;
  HeldLocks held_;
  LockGraph lock_graph_;
  HappensBefore happens_before_;
  Lockset lockset_;
};

std::vector<Finding> Analyser::State::judge(std::span<const Event> events,
                                            const Outcome& outcome) {
  std::vector<Finding> findings;
  if (is_void(outcome.ending)) return findings;
  observe(events, threads_in(events, outcome));
  if (auto finding = consequence_of(events, outcome, held_)) {
    findings.push_back(std::move(*finding));
  }
  if (detector_ == RaceDetector::kHappensBefore) {
    happens_before_.races().append_to(findings);
  } else if (detector_ == RaceDetector::kLockset) {
    lockset_.races().append_to(findings);
  }
  lock_graph_.append_to(findings, outcome);
  return findings;
}

void Analyser::State::observe(std::span<const Event> events, unsigned threads) {
  held_.reset(threads);
  lock_graph_.reset(events, threads);
  const bool ordering = detector_ == RaceDetector::kHappensBefore;
  const bool locking = detector_ == RaceDetector::kLockset;
  if (ordering) happens_before_.reset(events, threads);
  if (locking) lockset_.reset(events);
  const auto steps = static_cast<std::uint32_t>(events.size());
  for (std::uint32_t step = 0; step < steps; ++step) {
    const Event& event = events[step];
    if (ordering) happens_before_.observe(step, event);
    if (locking) lockset_.observe(step, event, held_);
    if (!is_memory(event.op)) observe_locks(step, event);
  }
}

void Analyser::State::observe_locks(std::uint32_t step, const Event& event) {
  const LockChange change = lock_change(event);
  lock_graph_.observe(step, event, change, held_);
  held_.apply(step, event.thread, change);
}

Analyser::Analyser(RaceDetector detector)
    : state_(std::make_unique<State>(detector)) {}

Analyser::~Analyser() = default;

std::vector<Finding> Analyser::judge(std::span<const Event> events,
                                     const Outcome& outcome) {
  return state_->judge(events, outcome);
}

}  // namespace interleave
