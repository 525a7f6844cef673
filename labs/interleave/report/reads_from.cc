#include "labs/interleave/report/reads_from.hh"

#include <algorithm>
#include <map>

namespace interleave {

namespace {

// Disjoint spans of bytes, each with a value.
template <typename T>
class SpanMap {
 public:
  struct Part {
    std::uint64_t end;
    T value;
  };

  // Visits the parts within the span, filling gaps with T() first.
  template <typename Visit>
  void update(ByteSpan span, const Visit& visit) {
    split(span.begin);
    split(span.end);
    auto at = parts_.lower_bound(span.begin);
    for (std::uint64_t begin = span.begin; begin < span.end;) {
      if (at == parts_.end() || at->first > begin) {
        const std::uint64_t end =
            at == parts_.end() ? span.end : std::min(at->first, span.end);
        at = parts_.insert(at, {begin, Part{end, T()}});
      }
      visit(at->second.value);
      begin = at->second.end;
      ++at;
    }
  }

  template <typename Visit>
  void for_each_in(ByteSpan span, const Visit& visit) const {
    auto at = parts_.upper_bound(span.begin);
    if (at != parts_.begin()) --at;
    for (; at != parts_.end() && at->first < span.end; ++at)
      if (at->second.end > span.begin) visit(at->second.value);
  }

 private:
  void split(std::uint64_t where) {
    auto after = parts_.upper_bound(where);
    if (after == parts_.begin()) return;
    --after;
    if (after->first == where || after->second.end <= where) return;
    const Part rest{after->second.end, after->second.value};
    after->second.end = where;
    parts_.insert({where, rest});
  }

  std::map<std::uint64_t, Part> parts_;
};

struct Users {
  std::optional<std::uint16_t> first;
  bool several = false;
  bool written = false;
};

bool reads(Op op) { return reads_only(op) || op == Op::kAtomicUpdate; }
bool writes(Op op) {
  return is_memory(op) && op != Op::kFence && !reads_only(op);
}
bool touches_memory(const Event& event) {
  return is_memory(event.op) && bytes_of(event).begin < bytes_of(event).end;
}

// Is what is read no part of what was written? Only told of values that both
// recorded; an update's is the new one.
bool contradicts(const Event& write, const Event& read) {
  const auto has_value = [](const Event& event) {
    return event.op != Op::kReadRange && event.op != Op::kWriteRange &&
           event.op != Op::kAllocate && event.op != Op::kRelease &&
           event.size > 0 && event.size <= sizeof event.value;
  };
  const ByteSpan from = bytes_of(write), to = bytes_of(read);
  if (!reads_only(read.op) || !has_value(read) || !has_value(write) ||
      to.begin < from.begin || to.end > from.end)
    return false;
  const std::uint64_t part = write.value >> 8 * (to.begin - from.begin);
  const unsigned unused = 64U - 8U * read.size;
  return part << unused != read.value << unused;
}

void find_writes(std::span<const Event> events, ReadsFrom& result) {
  SpanMap<std::optional<std::uint32_t>> last;
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (!touches_memory(event)) continue;
    if (reads(event.op)) {
      std::optional<std::uint32_t> latest;
      last.for_each_in(bytes_of(event), [&](auto step) {
        if (step && (!latest || *step > *latest)) latest = step;
      });
      result.initial[i] = !latest;
      if (!latest || !contradicts(events[*latest], event))
        result.saw[i] = latest;
    }
    if (writes(event.op))
      last.update(bytes_of(event), [&](auto& step) { step = i; });
  }
}

// What main writes before there is another thread makes nothing shared.
void find_shared(std::span<const Event> events, ReadsFrom& result) {
  SpanMap<Users> users;
  bool alone = true;
  for (const Event& event : events) {
    if (event.thread != 0) alone = false;
    if (!touches_memory(event)) continue;
    users.update(bytes_of(event), [&](Users& user) {
      if (!user.first) user.first = event.thread;
      if (*user.first != event.thread) user.several = true;
      if (writes(event.op) && !alone) user.written = true;
    });
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!touches_memory(events[i])) continue;
    users.for_each_in(bytes_of(events[i]), [&](const Users& user) {
      if (user.several && user.written) result.shared[i] = true;
    });
  }
}

}  // namespace

ByteSpan bytes_of(const Event& event) {
  const bool range = event.op == Op::kReadRange || event.op == Op::kWriteRange;
  const std::uint64_t size = range ? event.extra : event.size;
  if (place_of(event.object) == Place::kNowhere) return {};
  const std::uint64_t begin = first_byte(event.object);
  return {begin, begin + size};
}

ReadsFrom reads_from(std::span<const Event> events) {
  ReadsFrom result;
  result.saw.resize(events.size());
  result.initial.resize(events.size());
  result.shared.resize(events.size());
  find_writes(events, result);
  find_shared(events, result);
  return result;
}

}  // namespace interleave
