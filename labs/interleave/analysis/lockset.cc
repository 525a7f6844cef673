// The states of Eraser, for every byte.
#include "labs/interleave/analysis/lockset.hh"

#include "labs/interleave/analysis/memory_range.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kAtomicAccess = 1;
constexpr unsigned kLastBit = 63;

}  // namespace

void Lockset::reset(std::span<const Event> events) {
  events_ = events;
  cells_.clear();
  locks_.clear();
  next_bit_ = 1;
  races_.reset(events);
}

void Lockset::observe(std::uint32_t step, const Event& event,
                      const HeldLocks& held) {
  if (event.op == Op::kAllocate) {
    const MemoryRange block = range_of(event);
    cells_.for_each_in(block.begin / 8, (block.begin + block.length + 7) / 8,
                       [](std::uint64_t, Cell& cell) { cell = Cell{}; });
    return;
  }
  if (!is_memory(event.op)) return;
  const std::uint64_t locks = locks_of(event, held);
  for_each_cell(range_of(event), [&](std::uint64_t key, std::uint8_t mask) {
    Cell& cell = cells_.at(key);
    for (unsigned i = 0; i < 8; ++i) {
      if ((mask >> i & 1) != 0) access(cell.bytes[i], step, locks);
    }
  });
}

void Lockset::access(Byte& byte, std::uint32_t step, std::uint64_t locks) {
  const bool first = byte.phase == Phase::kUntouched;
  const bool alone = byte.phase == Phase::kExclusive &&
                     events_[byte.last].thread == events_[step].thread;
  if (first) byte.last = byte.other = step;
  if (first || alone) {
    byte.phase = Phase::kExclusive;
  } else {
    protect(byte, step, locks);
  }
  remember(byte, step);
}

void Lockset::protect(Byte& byte, std::uint32_t step, std::uint64_t locks) {
  const bool reads = reads_only(events_[step].op);
  switch (byte.phase) {
    case Phase::kExclusive:
      byte.locks = locks;
      byte.phase = reads ? Phase::kShared : Phase::kModified;
      break;
    case Phase::kShared:
      byte.locks &= locks;
      if (!reads) byte.phase = Phase::kModified;
      break;
    case Phase::kModified:
      byte.locks &= locks;
      break;
    default:
      return;
  }
  if (byte.phase == Phase::kModified && byte.locks == 0) {
    races_.add(counterpart(byte, step), step);
    byte.phase = Phase::kReported;
  }
}

// The latest access of another thread to show beside this one; a write if
// this one is none and there is one.
std::uint32_t Lockset::counterpart(const Byte& byte, std::uint32_t step) const {
  const unsigned thread = events_[step].thread;
  if (reads_only(events_[step].op) && byte.written &&
      events_[byte.write].thread != thread) {
    return byte.write;
  }
  return events_[byte.last].thread != thread ? byte.last : byte.other;
}

void Lockset::remember(Byte& byte, std::uint32_t step) {
  if (events_[byte.last].thread != events_[step].thread) {
    byte.other = byte.last;
  }
  byte.last = step;
  if (!reads_only(events_[step].op)) {
    byte.write = step;
    byte.written = true;
  }
}

// A lock held for reading does not protect a write.
std::uint64_t Lockset::locks_of(const Event& event, const HeldLocks& held) {
  std::uint64_t locks = is_atomic(event.op) ? kAtomicAccess : 0;
  for (const HeldLock& lock : held.of(event.thread)) {
    if (reads_only(event.op) || !lock.shared) locks |= mask_of(lock.lock);
  }
  return locks;
}

std::uint64_t Lockset::mask_of(std::uint64_t lock) {
  LockNumber& number = locks_.at(lock);
  if (number.bit == 0) {
    number.bit = next_bit_;
    if (next_bit_ < kLastBit) ++next_bit_;
  }
  return std::uint64_t{1} << number.bit;
}

}  // namespace interleave
