#include "labs/interleave/search/trace_order.hh"

#include <algorithm>
#include <functional>

namespace interleave {

Operation operation_of(const Event& event) {
  return {event.object, extent_of(event.op, event.size, event.extra),
          event.thread, event.op};
}

TraceOrder::TraceOrder() = default;

void TraceOrder::push(const Operation& operation) {
  const std::size_t index = operations_.size();
  std::vector<std::uint32_t>& own = of_thread_[operation.thread];
  operations_.push_back(operation);
  clocks_.resize(clocks_.size() + kMostOrdered, 0);
  std::uint32_t* now = &clocks_[index * kMostOrdered];
  if (!own.empty()) std::copy_n(clock(own.back()), kMostOrdered, now);
  threads_ = std::max(threads_, operation.thread + 1U);
  for (unsigned thread = 0; thread < threads_; ++thread) {
    if (thread != operation.thread) join_with(thread, now);
  }
  own.push_back(static_cast<std::uint32_t>(index));
  ranks_.push_back(static_cast<std::uint32_t>(own.size()));
  now[operation.thread] = ranks_.back();
}

void TraceOrder::join_with(unsigned thread, std::uint32_t* now) {
  const std::vector<std::uint32_t>& others = of_thread_[thread];
  for (std::size_t rank = others.size(); rank > now[thread]; --rank) {
    const std::uint32_t other = others[rank - 1];
    if (!dependent(operations_[other], operations_.back())) continue;
    const std::uint32_t* then = clock(other);
    for (unsigned i = 0; i < threads_; ++i) {
      now[i] = std::max(now[i], then[i]);
    }
    return;
  }
}

void TraceOrder::truncate(std::size_t size) {
  while (operations_.size() > size) {
    of_thread_[operations_.back().thread].pop_back();
    operations_.pop_back();
  }
  ranks_.resize(size);
  clocks_.resize(size * kMostOrdered);
}

std::vector<std::size_t> TraceOrder::rivals_of_last() const {
  std::vector<std::size_t> rivals;
  const Operation& last = operations_.back();
  const std::vector<std::uint32_t>& own = of_thread_[last.thread];
  const std::uint32_t* known =
      own.size() > 1 ? clock(own[own.size() - 2]) : nullptr;
  for (unsigned thread = 0; thread < threads_; ++thread) {
    if (thread == last.thread) continue;
    const std::vector<std::uint32_t>& others = of_thread_[thread];
    const std::size_t first = known == nullptr ? 0 : known[thread];
    for (std::size_t rank = first; rank < others.size(); ++rank) {
      if (!dependent(operations_[others[rank]], last)) continue;
      rivals.push_back(others[rank]);
    }
  }
  std::sort(rivals.begin(), rivals.end(), std::greater<>());
  return rivals;
}

std::uint32_t TraceOrder::count_before(unsigned thread, std::size_t end) const {
  const std::vector<std::uint32_t>& all = of_thread_[thread];
  return static_cast<std::uint32_t>(
      std::lower_bound(all.begin(), all.end(), end) - all.begin());
}

}  // namespace interleave
