// Writes by byte, then looks from the last to the first.
#include "labs/interleave/analysis/missed_signals.hh"

#include <algorithm>
#include <array>

#include "labs/interleave/analysis/flat_table.hh"

namespace interleave {
namespace {

struct Byte {
  std::uint32_t first = kNoStep;
  std::uint32_t first_in_life = kNoStep;
  std::uint32_t after_last = 0;  // the last write's step, plus one
};
using Cells = FlatTable<std::array<Byte, 8>>;

// Calls visit(byte) for the bytes of a cell that the mask names.
template <typename Visit>
void for_each_byte(std::array<Byte, 8>& cell, unsigned mask, Visit visit) {
  for (unsigned i = 0; i < cell.size(); ++i) {
    if ((mask >> i & 1) != 0) visit(cell[i]);
  }
}

void add_write(Cells& cells, const MemoryRange& range, std::uint32_t step,
               std::uint32_t born) {
  for_each_cell(range, [&](std::uint64_t key, unsigned mask) {
    for_each_byte(cells.at(key), mask, [&](Byte& byte) {
      byte.first = std::min(byte.first, step);
      if (step >= born) {
        byte.first_in_life = std::min(byte.first_in_life, step);
      }
      byte.after_last = step + 1;
    });
  });
}

Byte writes_to(Cells& cells, const MemoryRange& range) {
  Byte all;
  for_each_cell(range, [&](std::uint64_t key, unsigned mask) {
    std::array<Byte, 8>* cell = cells.find(key);
    if (cell == nullptr) return;
    for_each_byte(*cell, mask, [&](const Byte& byte) {
      all.first = std::min(all.first, byte.first);
      all.first_in_life = std::min(all.first_in_life, byte.first_in_life);
      all.after_last = std::max(all.after_last, byte.after_last);
    });
  });
  return all;
}

}  // namespace

MissedSignals::MissedSignals(std::span<const Event> events, std::uint32_t wait)
    : events_(events), waiter_(events[wait].thread) {
  for (std::uint32_t step = 0; step <= wait; ++step) {
    const Event& event = events[step];
    if (creates_waiter(event)) born_ = step;
    if (!looks(event)) continue;
    const bool futex = event.op == Op::kFutexWait;
    looks_.push_back({step, futex ? MemoryRange{first_byte(event.object), 4}
                                  : range_of(event)});
  }
}

bool MissedSignals::unseen(std::uint32_t signal) {
  const Writes& writes = seen_after(signal);
  return (signal > born_ ? writes.first_in_life : writes.first) >= signal;
}

bool MissedSignals::too_early(std::uint32_t signal) {
  const std::uint32_t change = seen_after(signal).last_after_a_look;
  return change != 0 && change > last_signal_like(signal);
}

// The last time that the thread signalled in the same way.
std::uint32_t MissedSignals::last_signal_like(std::uint32_t signal) {
  const Event& first = events_[signal];
  const auto [found, is_new] =
      last_signals_.try_emplace({first.thread, first.object}, signal);
  if (!is_new) return found->second;
  const auto condition = [](Op op) {
    return op == Op::kCondSignal || op == Op::kCondBroadcast;
  };
  for (std::uint32_t step = signal + 1; step < events_.size(); ++step) {
    const Event& event = events_[step];
    if (event.thread == first.thread && event.object == first.object &&
        (event.op == first.op ||
         (condition(event.op) && condition(first.op)))) {
      found->second = step;
    }
  }
  return found->second;
}

bool MissedSignals::creates_waiter(const Event& event) const {
  return event.op == Op::kThreadCreate &&
         place_of(event.object) == Place::kThread &&
         offset_of(event.object) == waiter_;
}

bool MissedSignals::looks(const Event& event) const {
  if (event.thread != waiter_) return false;
  const bool reads = is_memory(event.op) && event.op != Op::kWrite &&
                     event.op != Op::kWriteRange &&
                     event.op != Op::kAtomicStore;
  return reads || event.op == Op::kFutexWait;
}

MissedSignals::Suffixes MissedSignals::suffixes_of(unsigned signaller) const {
  Cells cells;
  for (std::uint32_t step = 0; step < events_.size(); ++step) {
    const Event& event = events_[step];
    if (event.thread == signaller && is_memory(event.op) &&
        !reads_only(event.op)) {
      add_write(cells, range_of(event), step, born_);
    }
  }
  Suffixes suffixes(looks_.size() + 1);
  for (std::size_t i = looks_.size(); i-- > 0;) {
    const Byte here = writes_to(cells, looks_[i].range);
    const Writes& later = suffixes[i + 1];
    const std::uint32_t after_look =
        here.after_last > looks_[i].step + 1 ? here.after_last : 0;
    suffixes[i] = {std::min(here.first, later.first),
                   std::min(here.first_in_life, later.first_in_life),
                   std::max(after_look, later.last_after_a_look)};
  }
  return suffixes;
}

const MissedSignals::Writes& MissedSignals::seen_after(std::uint32_t signal) {
  const unsigned signaller = events_[signal].thread;
  auto found = signallers_.find(signaller);
  if (found == signallers_.end()) {
    found = signallers_.emplace(signaller, suffixes_of(signaller)).first;
  }
  const auto look = std::upper_bound(
      looks_.begin(), looks_.end(), signal,
      [](std::uint32_t step, const Look& one) { return step < one.step; });
  return found->second[static_cast<std::size_t>(look - looks_.begin())];
}

}  // namespace interleave
