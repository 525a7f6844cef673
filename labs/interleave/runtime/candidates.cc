#include "labs/interleave/runtime/candidates.hh"

#include "labs/interleave/runtime/state.hh"

namespace interleave {
namespace {

// Early timeouts by deadline, spurious wake-ups last.
std::uint64_t expiry_rank(std::uint16_t entry) {
  if ((entry & kSpuriously) != 0) return ~std::uint64_t{0};
  // 0, no deadline, becomes the largest
  return state().threads[entry].pending.deadline - 1;
}

void insert_extra(Candidates& list, std::uint16_t entry) {
  std::uint16_t* extras = list.numbers + list.ready;
  unsigned at = list.extra++;
  const std::uint64_t rank = expiry_rank(entry);
  for (; at > 0 && expiry_rank(extras[at - 1]) > rank; --at) {
    extras[at] = extras[at - 1];
  }
  extras[at] = entry;
}

bool may_end_either_way(const Thread& thread) {
  return thread.pending.deadline != 0 && thread.pending.spurious;
}

}  // namespace

bool is_ready(const Thread& thread) {
  if (thread.ended) return false;
  return thread.pending.ready == nullptr || thread.expired ||
         thread.pending.ready(thread);
}

bool may_expire(const Thread& thread) {
  const Pending& pending = thread.pending;
  if (thread.ended || (pending.deadline == 0 && !pending.spurious)) {
    return false;
  }
  return pending.may_expire == nullptr || pending.may_expire(thread);
}

// Fills the list in the order that protocol.hh promises.
void list_candidates(Candidates& list) {
  State& s = state();
  std::uint16_t behind[kMaxThreads];
  std::uint16_t others[kMaxThreads];
  unsigned behind_count = 0;
  unsigned other_count = 0;
  list.ready = list.extra = 0;
  for (unsigned i = 0, number = s.last; i < s.thread_count; ++i, ++number) {
    if (number == s.thread_count) number = 0;
    Thread& thread = s.threads[number];
    if (is_ready(thread)) {
      if (thread.behind) {
        behind[behind_count++] = thread.number;
      } else {
        list.numbers[list.ready++] = thread.number;
      }
    } else if (may_expire(thread)) {
      others[other_count++] = thread.number;
    }
  }
  list.fresh = list.ready;
  for (unsigned i = 0; i < behind_count; ++i) {
    list.numbers[list.ready++] = behind[i];
  }
  for (unsigned i = 0; i < other_count; ++i) insert_extra(list, others[i]);
  for (unsigned i = 0; i < other_count; ++i) {
    if (!may_end_either_way(s.threads[others[i]])) continue;
    insert_extra(list, others[i] | kSpuriously);
  }
  list.current_ready = list.ready > 0 && list.numbers[0] == s.last;
}

// Every ready thread gave way: a round is complete, and time may pass.
void begin_round(const Candidates& list) {
  State& s = state();
  for (unsigned i = 0; i < list.ready; ++i) {
    s.threads[list.numbers[i]].behind = false;
  }
  if (list.extra == 0) return;
  Thread& first = s.threads[list.numbers[list.ready]];
  if (first.pending.deadline != 0) first.expired = true;
}

bool only_spurious(const Candidates& list) {
  const State& s = state();
  return list.ready == 0 &&
         (list.extra == 0 || s.threads[list.numbers[0]].pending.deadline == 0);
}

}  // namespace interleave
