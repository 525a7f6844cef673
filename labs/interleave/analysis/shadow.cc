// Lists of accesses, one a cell of eight bytes.
#include "labs/interleave/analysis/shadow.hh"

#include <algorithm>

namespace interleave {
namespace {

bool conflict(unsigned a, unsigned b) {
  return ((a | b) & Shadow::kWrites) != 0 && (a & b & Shadow::kAtomic) == 0;
}

// Does whatever conflicts with `old` conflict with `fresh` as well?
bool replaces(unsigned fresh, unsigned old) {
  return (old & ~fresh & Shadow::kWrites) == 0 &&
         (fresh & ~old & Shadow::kAtomic) == 0;
}

std::uint8_t kind_of(Op op) {
  return (reads_only(op) ? Shadow::kPlainRead : Shadow::kWrites) |
         (is_atomic(op) ? Shadow::kAtomic : Shadow::kPlainRead);
}

}  // namespace

void Shadow::reset() {
  cells_.clear();
  accesses_.clear();
  free_ = kEnd;
}

void Shadow::access(const Event& event, std::uint32_t step,
                    const std::uint32_t* clock, RaceLog& races) {
  Access access{step + 1, kEnd, static_cast<std::uint8_t>(event.thread), 0,
                kind_of(event.op)};
  const MemoryRange range = range_of(event);
  if (range.length == 0) return;
  const unsigned first = range.begin % 8;
  if (first + range.length <= 8) {  // nearly all of them
    access.mask =
        static_cast<std::uint8_t>(((1U << range.length) - 1) << first);
    enter(cells_.at(range.begin / 8), access, clock, races);
    return;
  }
  for_each_cell(range, [&](std::uint64_t cell, std::uint8_t mask) {
    access.mask = mask;
    enter(cells_.at(cell), access, clock, races);
  });
}

void Shadow::enter(Cell& cell, Access access, const std::uint32_t* clock,
                   RaceLog& races) {
  bool placed = false;
  std::uint32_t* link = &cell.first;
  while (*link != kEnd) {
    Access& old = accesses_[*link];
    if ((old.mask & access.mask) != 0) {
      if (old.thread != access.thread && old.time > clock[old.thread]) {
        if (conflict(old.kind, access.kind)) {
          races.add(old.time - 1, access.time - 1);
        }
      } else if (replaces(access.kind, old.kind)) {
        old.mask &= static_cast<std::uint8_t>(~access.mask);
        if (old.mask == 0 && placed) {
          drop(link);
          continue;
        }
        if (old.mask == 0) {
          access.next = old.next;
          old = access;
          placed = true;
        }
      }
    }
    link = &old.next;
  }
  if (!placed) push(cell, access);
}

void Shadow::push(Cell& cell, const Access& access) {
  std::uint32_t place = free_;
  if (place == kEnd) {
    place = static_cast<std::uint32_t>(accesses_.size());
    accesses_.push_back(access);
  } else {
    free_ = accesses_[place].next;
    accesses_[place] = access;
  }
  accesses_[place].next = cell.first;
  cell.first = place;
}

void Shadow::drop(std::uint32_t* link) {
  const std::uint32_t place = *link;
  *link = accesses_[place].next;
  accesses_[place].next = free_;
  free_ = place;
}

void Shadow::release(const Event& event, std::uint32_t step,
                     const std::uint32_t* clock, RaceLog& races) {
  const MemoryRange block = range_of(event);
  unordered_.clear();
  cells_.for_each_in(block.begin / 8, (block.begin + block.length + 7) / 8,
                     [&](std::uint64_t, const Cell& cell) {
                       collect(cell, event.thread, clock);
                     });
  // The cells came in the order of a table that earlier runs have shaped.
  std::sort(unordered_.begin(), unordered_.end());
  for (const std::uint32_t time : unordered_) races.add(time - 1, step);
}

void Shadow::collect(const Cell& cell, unsigned thread,
                     const std::uint32_t* clock) {
  for (std::uint32_t at = cell.first; at != kEnd; at = accesses_[at].next) {
    const Access& old = accesses_[at];
    if (old.thread != thread && old.time > clock[old.thread]) {
      unordered_.push_back(old.time);
    }
  }
}

void Shadow::forget(const MemoryRange& range) {
  cells_.for_each_in(range.begin / 8, (range.begin + range.length + 7) / 8,
                     [&](std::uint64_t, Cell& cell) {
                       while (cell.first != kEnd) drop(&cell.first);
                     });
}

}  // namespace interleave
