#include "labs/interleave/search/visibility.hh"

#include <algorithm>

#include "labs/interleave/runtime/dependence.hh"
#include "labs/interleave/search/seeds.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kLongRange = 1 << 16;
constexpr std::size_t kMostSkipped = 1 << 20;

// Does it act on memory, or on an object that lies in memory?
bool is_in_memory(const Event& event) {
  switch (place_of(event.object)) {
    case Place::kGlobal:
    case Place::kHeap:
    case Place::kStack:
    case Place::kThreadLocal:
    case Place::kLibrary:
    case Place::kMapping:
      return !is_local(event.op);
    default:
      return false;
  }
}

// Private unless the memory is shared; everything else is noticeable.
bool may_be_private(Op op) {
  return is_memory(op) || op == Op::kRelease || op == Op::kAllocate ||
         op == Op::kFence;
}

struct Granules {
  std::uint64_t first, last;
};

Granules granules_of(const Event& event) {
  const std::uint64_t extent = extent_of(event.op, event.size, event.extra);
  const std::uint64_t length =
      std::min(length_of(event.op, extent), 2 * kLongRange);
  const std::uint64_t begin = first_byte(event.object);
  return {begin >> 3, (begin + length - 1) >> 3};
}

bool is_long(const Granules& granules) {
  return granules.last - granules.first >= kLongRange / 8;
}

}  // namespace

Visibility::Visibility() : table_(256) {}

std::span<const Visibility::Skipped> Visibility::observe(
    std::span<const Event> events) {
  due_.clear();
  if (everything_) return due_;
  for (const Event& event : events) {
    if (is_in_memory(event)) touch(event);
  }
  return due_;
}

void Visibility::touch(const Event& event) {
  const Granules granules = granules_of(event);
  if (is_long(granules)) return release_all();
  const bool writes = !reads_only(event.op);
  for (std::uint64_t n = granules.first; n <= granules.last; ++n) {
    touch(granule(n), event, writes);
  }
}

void Visibility::touch(Granule& granule, const Event& event, bool writes) {
  if (granule.shared()) return;
  if (granule.thread == kNobody) granule.thread = event.thread;
  granule.several |= granule.thread != event.thread;
  granule.written |= writes;
  if (granule.shared()) release(granule);
}

void Visibility::release(Granule& granule) {
  for (std::uint32_t at = granule.first_link; at != kNone;
       at = links_[at].next) {
    Skipped& skipped = skipped_[links_[at].skipped];
    if (!skipped.released) due_.push_back(skipped);
    skipped.released = true;
  }
  granule.first_link = kNone;
}

void Visibility::release_all() {
  everything_ = true;
  for (Skipped& skipped : skipped_) {
    if (!skipped.released) due_.push_back(skipped);
  }
  skipped_.clear();
  links_.clear();
  table_.assign(1, Granule{});
}

bool Visibility::visible(const Event& event) const {
  if (everything_ || !may_be_private(event.op)) return true;
  if (!is_in_memory(event)) return false;
  const Granules granules = granules_of(event);
  for (std::uint64_t n = granules.first; n <= granules.last; ++n) {
    const Granule* granule = find(n);
    if (granule != nullptr && granule->shared()) return true;
  }
  return false;
}

bool Visibility::skip(std::span<const Event> events, std::uint32_t schedule,
                      std::uint32_t step, const Decision& decision) {
  if (links_.size() >= kMostSkipped) return false;
  const auto index = static_cast<std::uint32_t>(skipped_.size());
  skipped_.push_back({schedule, step, decision, false});
  for (const Event& event : events) {
    // What is neither in memory nor noticeable never will be.
    if (is_in_memory(event) && !visible(event)) link(event, index);
  }
  if (!links_.empty() && links_.back().skipped == index) return true;
  skipped_.pop_back();
  return true;
}

void Visibility::link(const Event& event, std::uint32_t skipped) {
  const Granules granules = granules_of(event);
  for (std::uint64_t n = granules.first; n <= granules.last; ++n) {
    Granule& owner = granule(n);
    links_.push_back({skipped, owner.first_link});
    owner.first_link = static_cast<std::uint32_t>(links_.size() - 1);
  }
}

std::size_t Visibility::slot_of(std::uint64_t number) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t slot = (number * 0x9e3779b97f4a7c15 >> 20) & mask;
  while (table_[slot].number != number && table_[slot].number != kFree) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

const Visibility::Granule* Visibility::find(std::uint64_t number) const {
  const Granule& granule = table_[slot_of(number)];
  return granule.number == number ? &granule : nullptr;
}

Visibility::Granule& Visibility::granule(std::uint64_t number) {
  Granule* granule = &table_[slot_of(number)];
  if (granule->number == number) return *granule;
  if ((used_ + 1) * 2 > table_.size()) {
    grow();
    granule = &table_[slot_of(number)];
  }
  ++used_;
  granule->number = number;
  return *granule;
}

void Visibility::grow() {
  std::vector<Granule> old(table_.size() * 2);
  old.swap(table_);
  for (const Granule& granule : old) {
    if (granule.number != kFree) table_[slot_of(granule.number)] = granule;
  }
}

}  // namespace interleave
