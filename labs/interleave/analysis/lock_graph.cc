// Collects edges while a run is read, and looks for cycles at its end.
#include "labs/interleave/analysis/lock_graph.hh"

#include <algorithm>
#include <string>

#include "labs/interleave/analysis/thread_name.hh"

namespace interleave {
namespace {

constexpr std::size_t kLongestCycle = 6;
constexpr unsigned kVisits = 20'000;

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0xff51afd7ed558ccd;
  return hash ^ hash >> 32;
}

}  // namespace

void LockGraph::reset(std::span<const Event> events, unsigned threads) {
  events_ = events;
  clocks_.reset(threads);
  now_.assign(threads, VectorClocks::kNoRow);
  ended_.assign(threads, 0);
  edges_.clear();
  gates_.clear();
  known_.clear();
}

void LockGraph::observe(std::uint32_t step, const Event& event,
                        const LockChange& change, const HeldLocks& held) {
  if (change.kind == LockChange::kTake) {
    const bool again = held.find(event.thread, change.lock) != nullptr;
    if (change.patient && !again) {
      add_edges(step, event, change, held.of(event.thread));
    }
    return;
  }
  order_threads(step, event);
}

// Only creation and join give a thread a new clock, so edges share them.
void LockGraph::order_threads(std::uint32_t step, const Event& event) {
  if (event.op == Op::kThreadEnd) ended_[event.thread] = 1;
  const bool creates = event.op == Op::kThreadCreate;
  if (!creates && event.op != Op::kThreadJoin) return;
  const std::uint64_t other = offset_of(event.object);
  if (place_of(event.object) != Place::kThread || other >= now_.size()) return;
  if (!creates && ended_[other] == 0) return;
  const auto after = creates ? static_cast<unsigned>(other) : event.thread;
  const auto before = creates ? event.thread : static_cast<unsigned>(other);
  const VectorClocks::Row fresh = clocks_.make();
  for (const VectorClocks::Row row : {now_[before], now_[after]}) {
    if (row != VectorClocks::kNoRow) clocks_.join(fresh, row);
  }
  clocks_.row(fresh)[before] = step + 1;
  now_[after] = fresh;
}

void LockGraph::add_edges(std::uint32_t step, const Event& event,
                          const LockChange& change,
                          std::span<const HeldLock> held) {
  const auto gates = static_cast<std::uint32_t>(gates_.size());
  bool added = false;
  for (const HeldLock& from : held) {
    const Edge edge{.from = from.lock,
                    .to = change.lock,
                    .from_step = from.step,
                    .to_step = step,
                    .clock = now_[event.thread],
                    .gates = gates,
                    .gate_count = static_cast<std::uint32_t>(held.size()),
                    .thread = event.thread,
                    .from_shared = from.shared,
                    .to_shared = change.shared};
    if (!is_new(edge, held)) continue;
    edges_.push_back(edge);
    added = true;
  }
  if (!added) return;
  for (const HeldLock& one : held) gates_.push_back({one.lock, one.shared});
}

// Loops take the same locks in the same way again and again.
bool LockGraph::is_new(const Edge& edge, std::span<const HeldLock> held) {
  std::uint64_t hash = mix(edge.from, edge.to);
  hash = mix(hash, std::uint64_t{events_[edge.from_step].pc} << 32 |
                       events_[edge.to_step].pc);
  hash =
      mix(hash, std::uint64_t{edge.clock} << 32 |
                    static_cast<std::uint64_t>(edge.thread) << 2U |
                    (edge.from_shared ? 2U : 0U) | (edge.to_shared ? 1U : 0U));
  for (const HeldLock& one : held)
    hash = mix(hash, one.lock + (one.shared ? 1U : 0U));
  Seen& seen = known_.at(hash);
  const bool is_new = !seen.before;
  seen.before = true;
  return is_new;
}

void LockGraph::append_to(std::vector<Finding>& findings,
                          const Outcome& outcome) {
  if (!worth_searching()) return;
  visits_left_ = kVisits;
  for (const Edge& edge : edges_) {
    path_.assign(1, &edge);
    search(findings, outcome);
  }
}

bool LockGraph::worth_searching() const {
  return std::any_of(edges_.begin(), edges_.end(), [&](const Edge& edge) {
    return edge.thread != edges_.front().thread;
  });
}

// The first edge of a path is of the lowest thread in it, so every cycle is
// met once.
void LockGraph::search(std::vector<Finding>& findings, const Outcome& outcome) {
  for (const Edge& edge : edges_) {
    if (visits_left_ == 0) return;
    if (edge.from != path_.back()->to) continue;
    --visits_left_;
    if (!fits(edge)) continue;
    path_.push_back(&edge);
    if (closes()) {
      report(findings, outcome);
    } else if (path_.size() < kLongestCycle) {
      search(findings, outcome);
    }
    path_.pop_back();
  }
}

bool LockGraph::fits(const Edge& edge) const {
  if (edge.thread < path_.front()->thread) return false;
  if (!exclude(*path_.back(), edge)) return false;
  return std::none_of(path_.begin(), path_.end(), [&](const Edge* other) {
    return other->thread == edge.thread || other->from == edge.from ||
           gated(*other, edge) || ordered(*other, edge) ||
           ordered(edge, *other);
  });
}

bool LockGraph::closes() const {
  return path_.back()->to == path_.front()->from &&
         exclude(*path_.back(), *path_.front());
}

// `one` waits for a lock that `other` holds: two readers would share it.
bool LockGraph::exclude(const Edge& one, const Edge& other) const {
  return !(one.to_shared && other.from_shared);
}

bool LockGraph::gated(const Edge& one, const Edge& other) const {
  for (const Gate& gate : gates_of(one)) {
    for (const Gate& also : gates_of(other)) {
      if (gate.lock == also.lock && !(gate.shared && also.shared)) return true;
    }
  }
  return false;
}

bool LockGraph::ordered(const Edge& one, const Edge& other) const {
  if (other.clock == VectorClocks::kNoRow) return false;
  return one.to_step < clocks_.row(other.clock)[one.thread];
}

std::span<const LockGraph::Gate> LockGraph::gates_of(const Edge& edge) const {
  return std::span(gates_).subspan(edge.gates, edge.gate_count);
}

void LockGraph::report(std::vector<Finding>& findings,
                       const Outcome& outcome) const {
  Finding finding;
  finding.verdict = Verdict::kLockOrder;
  finding.object = path_.front()->from;
  for (const Edge* edge : path_) {
    finding.steps.insert(finding.steps.end(), {edge->from_step, edge->to_step});
    finding.threads.push_back(edge->thread);
    finding.detail += finding.detail.empty() ? ""
                      : edge == path_.back() ? " and "
                                             : ", ";
    finding.detail += thread_name(outcome, edge->thread);
  }
  finding.detail += path_.size() == 2 ? " take two locks in opposite orders"
                                      : " take locks in a circle";
  const std::string same = identity(finding, events_);
  for (const Finding& known : findings) {
    if (known.verdict == Verdict::kLockOrder &&
        identity(known, events_) == same) {
      return;
    }
  }
  findings.push_back(std::move(finding));
}

}  // namespace interleave
