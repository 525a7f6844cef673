// The orders in which locks are taken: a cycle in them can deadlock even if
// no run did.
//
// An edge leads from a lock that a thread held to one that it waited for. A
// cycle is reported if its edges are of different threads, no gate lock is
// held along two of them, no two are ordered by the creation or join of
// threads, and at each lock holder and taker exclude each other. A trylock or
// a timed lock takes no edge to its lock: it gives up. Cycles of more than
// six locks are not looked for, and the search ends early in a graph with
// very many paths.
// Thread: one at a time; buffers are kept from run to run.
// Source: Havelund, "Using Runtime Analysis to Guide Model Checking of Java
// Programs", SPIN 2000 (the Goodlock algorithm).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "labs/interleave/analysis/finding.hh"
#include "labs/interleave/analysis/flat_table.hh"
#include "labs/interleave/analysis/held_locks.hh"
#include "labs/interleave/analysis/vector_clock.hh"

namespace interleave {

class LockGraph {
 public:
  void reset(std::span<const Event> events, unsigned threads);

  // `change`: what the event does to a lock; `held`: the locks before it.
  void observe(std::uint32_t step, const Event& event, const LockChange& change,
               const HeldLocks& held);

  void append_to(std::vector<Finding>& findings, const Outcome& outcome);

 private:
  struct Edge {
    std::uint64_t from;
    std::uint64_t to;
    std::uint32_t from_step;
    std::uint32_t to_step;
    VectorClocks::Row clock;
    std::uint32_t gates;  // all locks held, in gates_
    std::uint32_t gate_count;
    std::uint16_t thread;
    bool from_shared;
    bool to_shared;
  };
  struct Gate {
    std::uint64_t lock;
    bool shared;
  };
  struct Seen {
    bool before = false;
  };

  void order_threads(std::uint32_t step, const Event& event);
  void add_edges(std::uint32_t step, const Event& event,
                 const LockChange& change, std::span<const HeldLock> held);
  bool is_new(const Edge& edge, std::span<const HeldLock> held);
  bool worth_searching() const;
  void search(std::vector<Finding>& findings, const Outcome& outcome);
  bool fits(const Edge& edge) const;
  bool closes() const;
  bool exclude(const Edge& one, const Edge& other) const;
  bool gated(const Edge& one, const Edge& other) const;
  bool ordered(const Edge& one, const Edge& other) const;
  void report(std::vector<Finding>& findings, const Outcome& outcome) const;
  std::span<const Gate> gates_of(const Edge& edge) const;

  std::span<const Event> events_;
  VectorClocks clocks_;                 // of creation and join alone
  std::vector<VectorClocks::Row> now_;  // by thread
  std::vector<std::uint8_t> ended_;
  std::vector<Edge> edges_;
  std::vector<Gate> gates_;
  FlatTable<Seen> known_;
  std::vector<const Edge*> path_;
  unsigned visits_left_ = 0;
};

}  // namespace interleave
