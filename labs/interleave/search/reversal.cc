#include "labs/interleave/search/reversal.hh"

namespace interleave {
namespace {

// Can the operation find itself unable to go on?
bool can_block(Op op) {
  switch (op) {
    case Op::kThreadBegin:
    case Op::kThreadJoin:
    case Op::kMutexLock:
    case Op::kMutexTimedLock:
    case Op::kReadLock:
    case Op::kWriteLock:
    case Op::kSpinLock:
    case Op::kCondWake:
    case Op::kFutexWoken:
    case Op::kSemWait:
    case Op::kSemTimedWait:
    case Op::kBarrierLeave:
    case Op::kOnceBegin:
    case Op::kSleepDone:
      return true;
    default:
      return is_descriptor(op);
  }
}

bool is_exclusive_lock(Op op) {
  return op == Op::kMutexLock || op == Op::kSpinLock;
}

std::uint64_t mutex_of(const Operation& operation) {
  return has_mutex(operation.op) ? operation.extent : operation.object;
}

// `earlier` gives up the mutex that `later` waits for.
bool gives_up(const Operation& earlier, const Operation& later) {
  const bool releases = earlier.op == Op::kMutexUnlock ||
                        earlier.op == Op::kSpinUnlock ||
                        earlier.op == Op::kCondWait;
  const bool acquires =
      is_exclusive_lock(later.op) || later.op == Op::kCondWake;
  return releases && acquires && mutex_of(earlier) == mutex_of(later);
}

// Both acquire a mutex that was free before `earlier`.
bool compete(const Operation& earlier, const Operation& later) {
  return is_exclusive_lock(later.op) &&
         (is_exclusive_lock(earlier.op) || earlier.op == Op::kCondWake) &&
         mutex_of(earlier) == later.object;
}

// Does the last operation wait for one behind `earlier` that does not?
bool has_other_reason(const TraceOrder& order, std::size_t earlier) {
  const std::size_t last = order.size() - 1;
  for (std::size_t i = earlier + 1; i < last; ++i) {
    if (!order.before(earlier, i) && order.before(i, last)) return true;
  }
  return false;
}

}  // namespace

Reversal reversal_of_last(const TraceOrder& order, std::size_t earlier,
                          std::uint64_t enabled) {
  const std::size_t last = order.size() - 1;
  const Operation& operation = order[last];
  if (!can_block(operation.op)) return Reversal::kPossible;
  if (compete(order[earlier], operation)) return Reversal::kPossible;
  if (gives_up(order[earlier], operation)) return Reversal::kImpossible;
  const unsigned thread = operation.thread;
  if (order.count_before(thread, earlier) != order.count_before(thread, last)) {
    return Reversal::kUncertain;  // what was enabled there was another one
  }
  if ((enabled >> thread & 1) != 0) return Reversal::kPossible;
  return has_other_reason(order, earlier) ? Reversal::kUncertain
                                          : Reversal::kImpossible;
}

std::uint64_t first_threads(const TraceOrder& order, std::size_t earlier) {
  const std::size_t last = order.size() - 1;
  std::uint64_t met = 0;
  std::uint64_t first = 0;
  for (std::size_t i = earlier + 1; i <= last; ++i) {
    if (i != last && order.before(earlier, i)) continue;
    const std::uint64_t bit = std::uint64_t{1} << order[i].thread;
    if ((met & bit) != 0) continue;
    met |= bit;
    bool waits = false;
    for (std::size_t j = earlier + 1; j < i && !waits; ++j) {
      waits = !order.before(earlier, j) && order.before(j, i);
    }
    if (!waits) first |= bit;
  }
  return first;
}

}  // namespace interleave
