// Keeps the locks of every thread in the order they were taken.
#include "labs/interleave/analysis/held_locks.hh"

#include <algorithm>
#include <cerrno>

namespace interleave {
namespace {

// A robust mutex whose owner died is taken all the same.
bool succeeded(const Event& event) {
  return event.value == 0 || event.value == EOWNERDEAD;
}

LockChange take(const Event& event, bool shared, bool patient) {
  if (!succeeded(event)) return {};
  return {LockChange::kTake, shared, patient, event.object};
}

LockChange drop(const Event& event, bool shared) {
  if (event.value != 0) return {};
  return {LockChange::kDrop, shared, false, event.object};
}

}  // namespace

LockChange lock_change(const Event& event) {
  switch (event.op) {
    case Op::kMutexLock:
    case Op::kWriteLock:
    case Op::kSpinLock:
      return take(event, false, true);
    case Op::kMutexTryLock:
    case Op::kMutexTimedLock:
    case Op::kWriteTryLock:
    case Op::kSpinTryLock:
      return take(event, false, false);
    case Op::kReadLock:
      return take(event, true, true);
    case Op::kReadTryLock:
      return take(event, true, false);
    case Op::kMutexUnlock:
    case Op::kWriteUnlock:
    case Op::kSpinUnlock:
      return drop(event, false);
    case Op::kReadUnlock:
      return drop(event, true);
    case Op::kCondWait:
      return {LockChange::kDrop, false, false, event.extra};
    case Op::kCondWake:
      return {LockChange::kTake, false, true, event.extra};
    default:
      return {};
  }
}

void HeldLocks::reset(unsigned threads) {
  threads_ = threads;
  if (held_.size() < threads) held_.resize(threads);
  for (unsigned i = 0; i < threads; ++i) held_[i].clear();
}

void HeldLocks::apply(std::uint32_t step, unsigned thread,
                      const LockChange& change) {
  if (change.kind == LockChange::kNone) return;
  std::vector<HeldLock>& held = held_[thread];
  const auto at = std::find_if(
      held.begin(), held.end(),
      [&](const HeldLock& one) { return one.lock == change.lock; });
  if (change.kind == LockChange::kTake) {
    if (at != held.end()) {
      ++at->depth;
    } else {
      held.push_back({change.lock, step, 1, change.shared});
    }
  } else if (at != held.end() && --at->depth == 0) {
    held.erase(at);
  }
}

std::span<const HeldLock> HeldLocks::of(unsigned thread) const {
  return held_[thread];
}

const HeldLock* HeldLocks::find(unsigned thread, std::uint64_t lock) const {
  for (const HeldLock& one : held_[thread]) {
    if (one.lock == lock) return &one;
  }
  return nullptr;
}

}  // namespace interleave
