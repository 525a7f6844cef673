// The edges of happens-before, kind by kind.
#include "labs/interleave/analysis/happens_before.hh"

#include <algorithm>

#include "labs/interleave/analysis/held_locks.hh"

namespace interleave {
namespace {

// The order without the hints that a compiler may add above it.
unsigned memory_order(const Event& event) { return event.extra & 0x7; }

bool acquires(unsigned order) {
  return order == __ATOMIC_CONSUME || order == __ATOMIC_ACQUIRE ||
         order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

bool releases(unsigned order) {
  return order == __ATOMIC_RELEASE || order == __ATOMIC_ACQ_REL ||
         order == __ATOMIC_SEQ_CST;
}

// Those that Event::partner of a later event may name; so may all that
// concern descriptors. A futex orders nothing.
bool may_be_partner(Op op) {
  return op == Op::kCondSignal || op == Op::kCondBroadcast ||
         op == Op::kBarrierArrive;
}

}  // namespace

void HappensBefore::reset(std::span<const Event> events, unsigned threads) {
  races_.reset(events);
  clocks_.reset(threads);
  for (unsigned i = 0; i < threads; ++i) clocks_.make();
  fences_.assign(threads, Fences{});
  ended_.assign(threads, 0);
  objects_.clear();
  snapshots_.clear();
  shadow_.reset();
}

void HappensBefore::synchronise(std::uint32_t step, const Event& event) {
  const unsigned thread = event.thread;
  clocks_.row(thread)[thread] = step + 1;
  if (event.partner != kNoStep) {
    const auto at = std::lower_bound(
        snapshots_.begin(), snapshots_.end(), event.partner,
        [](const Snapshot& one, std::uint32_t key) { return one.step < key; });
    if (at != snapshots_.end() && at->step == event.partner) {
      acquire(thread, at->row);
    }
  }
  if (is_atomic(event.op)) {
    use_atomic(event);
    shadow_.access(event, step, clocks_.row(thread), races_);
  } else if (event.op == Op::kFence) {
    fence(thread, memory_order(event));
  } else if (event.op == Op::kAllocate || event.op == Op::kRelease) {
    change_heap(step, event);
  } else if (event.op >= Op::kThreadCreate && event.op <= Op::kProcessExit) {
    order_threads(event);
  } else {
    change_lock(event);
    order_others(event);
    if (event.op >= Op::kSocket) {
      use_descriptor(step, event);
    } else if (may_be_partner(event.op)) {
      take_snapshot(step, thread);
    }
  }
}

// A join that failed has found a thread that has not ended.
void HappensBefore::order_threads(const Event& event) {
  if (event.op == Op::kThreadEnd) ended_[event.thread] = 1;
  const unsigned other = thread_in(event.object);
  if (other >= clocks_.width()) return;
  if (event.op == Op::kThreadCreate) clocks_.join(other, event.thread);
  if (event.op == Op::kThreadJoin && ended_[other] != 0) {
    clocks_.join(event.thread, other);
  }
}

// A writer acquires what writers and readers released, a reader what writers
// did; mutexes and spin locks have writers only.
void HappensBefore::change_lock(const Event& event) {
  const LockChange change = lock_change(event);
  if (change.kind == LockChange::kNone) return;
  Sync& lock = objects_.at(change.lock);
  if (change.kind == LockChange::kTake) {
    acquire(event.thread, lock.released);
    if (!change.shared) acquire(event.thread, lock.readers);
  } else {
    join_into(change.shared ? lock.readers : lock.released, event.thread);
  }
}

void HappensBefore::order_others(const Event& event) {
  switch (event.op) {
    case Op::kSemWait:
    case Op::kSemTryWait:
    case Op::kSemTimedWait:
      if (event.value == 0) {
        acquire(event.thread, objects_.at(event.object).released);
      }
      break;
    case Op::kOnceBegin:  // an attempt that threw comes before the next one
      acquire(event.thread, objects_.at(event.object).released);
      break;
    case Op::kSemPost:
    case Op::kOnceEnd:
      join_into(objects_.at(event.object).released, event.thread);
      break;
    case Op::kBarrierArrive:
      arrive(event);
      break;
    default:
      break;
  }
}

// Each arrival learns what the earlier ones of its round had done, so the
// snapshot of the last, which the departures name, has all of them. Then the
// round is over: a thread that is fast must not order the slow ones behind
// its next arrival.
void HappensBefore::arrive(const Event& event) {
  Row& round = objects_.at(event.object).released;
  if (event.value == 1) start_anew(round);
  join_into(round, event.thread);
  acquire(event.thread, round);
}

void HappensBefore::use_atomic(const Event& event) {
  const unsigned order = memory_order(event);
  Row& released = objects_.at(event.object).released;
  if (event.op != Op::kAtomicStore) load(event.thread, released, order);
  if (!reads_only(event.op)) store(event, released);
}

void HappensBefore::load(unsigned thread, Row released, unsigned order) {
  if (released == kNoRow) return;
  if (acquires(order)) {
    acquire(thread, released);
  } else {
    join_into(fences_[thread].acquirable, released);
  }
}

// A plain store begins anew; a read-modify-write goes on with the release
// sequence of the value that it replaces.
void HappensBefore::store(const Event& event, Row& released) {
  if (event.op == Op::kAtomicStore) start_anew(released);
  if (releases(memory_order(event))) {
    join_into(released, event.thread);
  } else if (fences_[event.thread].released != kNoRow) {
    join_into(released, fences_[event.thread].released);
  }
}

void HappensBefore::fence(unsigned thread, unsigned order) {
  Fences& fences = fences_[thread];
  if (acquires(order)) acquire(thread, fences.acquirable);
  if (releases(order)) {
    if (fences.released == kNoRow) fences.released = clocks_.make();
    clocks_.assign(fences.released, thread);
  }
}

void HappensBefore::change_heap(std::uint32_t step, const Event& event) {
  if (event.op == Op::kRelease) {
    shadow_.release(event, step, clocks_.row(event.thread), races_);
    return;
  }
  const MemoryRange block = range_of(event);
  shadow_.forget(block);
  objects_.for_each_in(event.object, event.object + block.length,
                       [](std::uint64_t, Sync& sync) { sync = Sync{}; });
}

// What a reader gets at once may have come from several writers: a write
// hands on all that was written to the same descriptor before.
void HappensBefore::use_descriptor(std::uint32_t step, const Event& event) {
  const bool failed = static_cast<std::int64_t>(event.value) < 0;
  if (event.op == Op::kDescriptorWrite && !failed) {
    Row& written = objects_.at(event.object).released;
    join_into(written, event.thread);
    take_snapshot(step, written);
    return;
  }
  if (event.op == Op::kClose) objects_.at(event.object) = Sync{};
  take_snapshot(step, event.thread);
}

void HappensBefore::take_snapshot(std::uint32_t step, Row row) {
  const Row copy = clocks_.make();
  clocks_.assign(copy, row);
  snapshots_.push_back({step, copy});
}

void HappensBefore::acquire(unsigned thread, Row row) {
  if (row != kNoRow) clocks_.join(thread, row);
}

void HappensBefore::start_anew(Row row) {
  if (row != kNoRow) clocks_.clear(row);
}

void HappensBefore::join_into(Row& row, Row from) {
  if (row == kNoRow) row = clocks_.make();
  clocks_.join(row, from);
}

unsigned HappensBefore::thread_in(std::uint64_t object) const {
  if (place_of(object) != Place::kThread) return clocks_.width();
  return static_cast<unsigned>(
      std::min<std::uint64_t>(offset_of(object), clocks_.width()));
}

}  // namespace interleave
