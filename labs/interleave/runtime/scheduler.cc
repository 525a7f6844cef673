#include "labs/interleave/runtime/scheduler.hh"

#include "labs/interleave/runtime/candidates.hh"
#include "labs/interleave/runtime/client_steps.hh"
#include "labs/interleave/runtime/heap.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/memory_value.hh"

namespace interleave {
namespace {

constexpr std::uint32_t kQuantum = 2000;  // steps until others get a turn

[[noreturn]] void end_blocked() {
  State& s = state();
  bool anybody = false;
  for (unsigned i = 0; i < s.thread_count; ++i) {
    anybody = anybody || (!s.threads[i].ended && !s.threads[i].client);
  }
  if (!anybody) {
    finish_clients();
    finish(Ending::kFinished);
  }
  finish(only_waits_for_clients() ? Ending::kQuiet : Ending::kBlocked);
}

void note_decision(const Candidates& list, int chosen) {
  State& s = state();
  Decision& decision = s.channel->decisions[s.steps];
  decision.ready = list.ready;
  decision.extra = list.extra;
  decision.chosen = static_cast<std::uint16_t>(chosen);
  decision.flags = list.current_ready ? kCurrentReady : 0;
  if (s.threads[s.last].behind) decision.flags |= kYielded;
  decision.unused = 0;
  if ((s.channel->plan.flags & kRecordEnabled) == 0) return;
  std::uint64_t enabled = 0;
  for (unsigned i = 0; i < list.ready; ++i) {
    if (list.numbers[i] < 64) enabled |= std::uint64_t{1} << list.numbers[i];
  }
  s.channel->enabled[s.steps] = enabled;
}

// The wait of the chosen thread ends: by what it waited for, or otherwise.
void settle_reason(Thread& thread, bool spuriously) {
  const Pending& pending = thread.pending;
  thread.reason = WakeReason::kSignalled;
  if (spuriously) {
    thread.reason = WakeReason::kSpurious;
  } else if (pending.ready != nullptr && !pending.ready(thread)) {
    thread.reason =
        pending.deadline != 0 ? WakeReason::kTimedOut : WakeReason::kSpurious;
    State& s = state();
    if (pending.deadline > s.now_ns) s.now_ns = pending.deadline;
  }
  thread.expired = false;
}

// What a thread may do over and over while it waits for another in vain:
// look, and take and release locks in order to look.
bool may_be_spinning(Op op) {
  return reads_only(op) || op == Op::kAtomicUpdate ||
         (op >= Op::kMutexLock && op <= Op::kMutexUnlock) ||
         (op >= Op::kReadLock && op <= Op::kSpinUnlock) ||
         (op >= Op::kYield && op <= Op::kReadClock);
}

// The usual case, decided without looking at the other threads: the current
// thread's next operation cannot block and nothing asks for a switch.
bool goes_on() {
  State& s = state();
  Thread& thread = s.threads[s.last];
  if (s.counts_stale || s.policy.active || thread.behind || thread.ended ||
      thread.pending.ready != nullptr || s.steps == s.next_deviation_step ||
      thread.run_length >= kQuantum) {
    return false;
  }
  s.channel->decisions[s.steps] = {s.ready, s.extra, 0, kCurrentReady, 0};
  ++thread.run_length;
  return true;
}

Thread& pick() {
  State& s = state();
  if (goes_on()) return s.threads[s.last];
  Thread& last = s.threads[s.last];
  if (s.fair && last.run_length >= kQuantum) last.behind = true;
  Candidates list;
  list_candidates(list);
  if (list.ready > 0 && list.fresh == 0) {
    begin_round(list);
    list_candidates(list);
  }
  if (only_spurious(list)) end_blocked();
  const int chosen = choose(list, s.steps);
  if (chosen == kNoChoice) finish(Ending::kAsleep);
  if (chosen == kImpossible) finish(Ending::kDiverged, s.steps);
  note_decision(list, chosen);
  s.ready = list.ready;
  s.extra = list.extra;
  s.counts_stale = false;
  const std::uint16_t entry = list.numbers[chosen];
  Thread& thread = s.threads[entry & ~unsigned{kSpuriously}];
  if (thread.number != s.last) thread.run_length = 0;
  ++thread.run_length;
  settle_reason(thread, (entry & kSpuriously) != 0);
  return thread;
}

// Scripted clients take their steps until a thread of the program is chosen.
Thread& pick_program_thread() {
  State& s = state();
  for (;;) {
    if (s.steps >= s.channel->plan.step_limit) finish(Ending::kStepLimit);
    Thread& next = pick();
    s.last = next.number;
    if (s.policy.watching) note_performed(next);
    if (!next.client) return next;
    perform_client_step(next);
  }
}

// Whoever is chosen goes on; returns when the current thread is chosen.
void hand_over() {
  State& s = state();
  Thread& next = pick_program_thread();
  if (&next == s.current) return;
  Thread& from = *s.current;
  s.current = &next;
  switch_context(from.context, next.context);
}

Event& record(const Thread& thread) {
  State& s = state();
  const Pending& pending = thread.pending;
  Event& event = s.channel->events[s.steps++];
  event.object = pending.object;
  event.value = 0;
  event.extra = pending.extra;
  event.pc = pending.pc;
  event.partner = kNoStep;
  event.thread = thread.number;
  event.op = pending.op;
  event.size = pending.size;
  event.unused = 0;
  ++s.channel->progress;
  return event;
}

}  // namespace

void fill_unfilled(Thread& thread) {
  if (thread.unfilled == nullptr) return;
  Event& event = *thread.unfilled;
  thread.unfilled = nullptr;
  event.value = value_at(thread.unfilled_address, event.size);
}

Event& perform(const Pending& pending) {
  Thread& thread = self();
  fill_unfilled(thread);
  thread.pending = pending;
  if (!may_be_spinning(pending.op)) thread.repeats = 0;
  if (state().policy.watching) note_pending(thread);
  hand_over();
  // What is not a plain or atomic access may change who can go on.
  if (!is_memory(pending.op)) state().counts_stale = true;
  return record(thread);
}

Event& note(const Pending& pending) {
  Thread& thread = self();
  fill_unfilled(thread);
  thread.pending = pending;
  thread.pending.ready = nullptr;
  choose_alone(thread);
  return record(thread);
}

void choose_alone(Thread& thread) {
  State& s = state();
  if (s.steps >= s.channel->plan.step_limit) finish(Ending::kStepLimit);
  const std::uint8_t flags = thread.number == s.last ? kCurrentReady : 0;
  s.channel->decisions[s.steps] = {1, 0, 0, flags, 0};
  if ((s.channel->plan.flags & kRecordEnabled) != 0) {
    s.channel->enabled[s.steps] = std::uint64_t{1} << (thread.number & 63);
  }
  s.last = thread.number;
  if (s.policy.watching) note_performed(thread);
}

Event& record_begin() {
  state().counts_stale = true;
  return record(self());
}

Event& record_client_step(Thread& client) {
  state().counts_stale = true;
  return record(client);
}

Thread* add_thread(bool client) {
  State& s = state();
  if (s.thread_count == kMaxThreads) return nullptr;
  const unsigned number = s.thread_count++;
  Thread& thread = s.threads[number];
  kernel::fill(&thread, 0, sizeof thread);
  thread.number = static_cast<std::uint16_t>(number);
  thread.client = client;
  s.counts_stale = true;
  return &thread;
}

void leave() {
  State& s = state();
  s.current->ended = true;
  s.counts_stale = true;
  hand_over();
  kernel::die("an ended thread went on");
}

void give_way() {
  State& s = state();
  if (!s.fair) return;
  Thread& thread = self();
  thread.behind = true;
  thread.idled = true;
  thread.repeats = 0;
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const Thread& other = s.threads[i];
    if (!other.idled && (is_ready(other) || may_expire(other))) return;
  }
  for (unsigned i = 0; i < s.thread_count; ++i) s.threads[i].idled = false;
  if (++s.rounds >= s.channel->plan.round_limit) finish(Ending::kStalled);
}

void note_progress() { state().rounds = 0; }

}  // namespace interleave
