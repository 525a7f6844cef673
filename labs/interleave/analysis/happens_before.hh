// Data races by happens-before: two accesses race if nothing in the run
// orders one before the other.
//
// The edges: a thread's creation and its beginning, its end and the join; a
// lock's release and its next acquisition (readers-writer rules); a signal and
// the wake-up it caused; a post and a later wait; the arrivals at a barrier
// and the departures; the end of a once routine and later callers; atomics and
// fences by their memory orders, release sequences included; what is written
// to a descriptor and the event that saw it (Event::partner). A futex orders
// nothing: the atomic accesses around it do.
//
// Thread: one at a time; buffers are kept from run to run.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "labs/interleave/analysis/flat_table.hh"
#include "labs/interleave/analysis/race_log.hh"
#include "labs/interleave/analysis/shadow.hh"
#include "labs/interleave/analysis/vector_clock.hh"

namespace interleave {

class HappensBefore {
 public:
  // Begins a run with threads 0 to `threads` - 1.
  void reset(std::span<const Event> events, unsigned threads);

  // To be called for every step, in order.
  void observe(std::uint32_t step, const Event& event) {
    if (is_plain(event.op)) {
      shadow_.access(event, step, clocks_.row(event.thread), races_);
    } else {
      synchronise(step, event);
    }
  }

  const RaceLog& races() const { return races_; }

 private:
  using Row = VectorClocks::Row;
  static constexpr Row kNoRow = VectorClocks::kNoRow;

  // What an object hands on to whom acquires it.
  struct Sync {
    Row released = kNoRow;
    Row readers = kNoRow;  // by the readers of a readers-writer lock
  };
  // What fences of a thread work on.
  struct Fences {
    Row acquirable = kNoRow;  // seen by relaxed loads
    Row released = kNoRow;    // at the last release fence
  };
  struct Snapshot {
    std::uint32_t step;
    Row row;
  };

  void synchronise(std::uint32_t step, const Event& event);
  void change_lock(const Event& event);
  void order_threads(const Event& event);
  void order_others(const Event& event);
  void use_atomic(const Event& event);
  void load(unsigned thread, Row released, unsigned order);
  void store(const Event& event, Row& released);
  void fence(unsigned thread, unsigned order);
  void arrive(const Event& event);
  void change_heap(std::uint32_t step, const Event& event);
  void use_descriptor(std::uint32_t step, const Event& event);
  void take_snapshot(std::uint32_t step, Row row);

  void acquire(unsigned thread, Row row);
  void join_into(Row& row, Row from);  // adds to what is there
  void start_anew(Row row);
  unsigned thread_in(std::uint64_t object) const;

  VectorClocks clocks_;  // the first rows are those of the threads
  std::vector<Fences> fences_;
  std::vector<std::uint8_t> ended_;
  FlatTable<Sync> objects_;
  std::vector<Snapshot> snapshots_;  // by step, of possible partners
  Shadow shadow_;
  RaceLog races_{"without order between them"};
};

}  // namespace interleave
