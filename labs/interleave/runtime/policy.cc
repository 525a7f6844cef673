#include "labs/interleave/runtime/policy.hh"

#include "labs/interleave/runtime/dependence.hh"
#include "labs/interleave/runtime/scheduler.hh"
#include "labs/interleave/runtime/state.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kHighPriority = std::uint64_t{1} << 32;
constexpr std::uint32_t kExpiryOdds = 16;  // one early timeout in so many

const Plan& plan() { return state().channel->plan; }

bool is_asleep(unsigned number) {
  const PolicyState& policy = state().policy;
  return policy.sleeping && number < 64 && (policy.asleep >> number & 1) != 0;
}

int find_thread(const Candidates& list, unsigned number) {
  for (int i = 0; i < list.ready + list.extra; ++i) {
    if (list.numbers[i] == number) return i;
  }
  return kImpossible;
}

int deviate(const Candidates& list) {
  State& s = state();
  const Deviation& deviation = plan().deviations[s.next_deviation++];
  const bool more = s.next_deviation < plan().deviation_count;
  s.next_deviation_step =
      more ? plan().deviations[s.next_deviation].step : kNoStep;
  if ((deviation.choice & kByThread) != 0) {
    return find_thread(list, deviation.choice & ~unsigned{kByThread});
  }
  const bool there = deviation.choice < list.ready + list.extra;
  return there ? deviation.choice : kImpossible;
}

int first_awake(const Candidates& list) {
  for (int i = 0; i < list.ready; ++i) {
    if (!is_asleep(list.numbers[i])) return i;
  }
  return list.ready == 0 && list.extra > 0 ? 0 : kNoChoice;
}

// A read that would not see the write it is meant to see waits; one that would
// goes first.
std::uint64_t guided_priority(const Thread& thread) {
  const Pending& pending = thread.pending;
  if (!reads_only(pending.op)) return thread.priority;
  for (unsigned i = 0; i < plan().constraint_count; ++i) {
    const Constraint& wish = plan().constraints[i];
    if (wish.read_pc != pending.pc) continue;
    const auto& writer =
        state().policy.writers[pending.object / 4 % kWriterSlots];
    const bool sees =
        writer.object == pending.object && writer.pc == wish.write_pc;
    return sees ? thread.priority | kHighPriority << 1
                : thread.priority & (kHighPriority - 1);
  }
  return thread.priority;
}

int highest_priority(const Candidates& list, int count) {
  const State& s = state();
  const bool guided = plan().policy == Policy::kReadsFrom;
  int best = 0;
  std::uint64_t best_priority = 0;
  for (int i = 0; i < count; ++i) {
    const Thread& thread = s.threads[list.numbers[i]];
    const std::uint64_t priority =
        guided ? guided_priority(thread) : thread.priority;
    if (priority > best_priority) {
      best = i;
      best_priority = priority;
    }
  }
  return best;
}

// Priorities below those of every thread that has not been demoted yet.
void demote_at_change_point(std::uint32_t step) {
  State& s = state();
  for (unsigned i = 0; i < s.policy.change_count; ++i) {
    if (s.policy.change_points[i] != step) continue;
    s.threads[s.last].priority = s.policy.change_count - i;
  }
}

void draw_change_points(PolicyState& policy, const Plan& wanted) {
  const unsigned count = wanted.depth > 0 ? wanted.depth - 1 : 0;
  policy.change_count = count < kMaxChangePoints ? count : kMaxChangePoints;
  for (unsigned i = 0; i < policy.change_count; ++i) {
    policy.change_points[i] = static_cast<std::uint32_t>(
        next_random(policy.random) % (wanted.length == 0 ? 1 : wanted.length));
  }
}

bool would_fail(const Comparison& comparison) {
  const auto* there = const_cast<const char*>(
      static_cast<const volatile char*>(comparison.address));
  const auto* wanted = static_cast<const char*>(comparison.expected);
  for (unsigned i = 0; i < comparison.size; ++i) {
    if (there[i] != wanted[i]) return true;
  }
  return false;
}

// As it would be recorded if it were performed now: a compare-exchange that
// fails only reads.
// REQUIRES: the memory that it compares is there, which is certain of a thread
// that sleeps (releasing it would have woken the thread) or performs.
Pending as_performed(Pending pending) {
  const bool fails =
      pending.compares != nullptr && would_fail(*pending.compares);
  if (fails) pending.op = Op::kAtomicCompareFail;
  return pending;
}

bool are_dependent(const Pending& a, const Pending& b) {
  return dependent(a.op, a.object, extent_of(a.op, a.size, a.extra), b.op,
                   b.object, extent_of(b.op, b.size, b.extra));
}

void wake_dependent(const Thread& performer) {
  State& s = state();
  const Pending performed = as_performed(performer.pending);
  for (unsigned i = 0; i < s.thread_count && i < 64; ++i) {
    if (!is_asleep(i) || i == performer.number) continue;
    if (are_dependent(as_performed(s.threads[i].pending), performed)) {
      s.policy.asleep &= ~(std::uint64_t{1} << i);
    }
  }
}

// Partial-order sampling: what raced with the step just taken gets a new
// chance against the rest.
void redraw_dependent(const Thread& performer) {
  State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    Thread& thread = s.threads[i];
    if (thread.ended || i == performer.number) continue;
    if (are_dependent(thread.pending, performer.pending)) {
      thread.priority = kHighPriority | next_random(s.policy.random) >> 33;
    }
  }
}

int choose_by_policy(const Candidates& list) {
  PolicyState& policy = state().policy;
  if (plan().policy == Policy::kSleepSets) return first_awake(list);
  if (list.extra > 0 &&
      (list.fresh == 0 || next_random(policy.random) % kExpiryOdds == 0)) {
    if (list.ready == 0) return 0;
    return list.ready +
           static_cast<int>(next_random(policy.random) % list.extra);
  }
  // A thread that yields is not bound to lose its turn: some schedules take
  // little notice of yielding, others much.
  const bool stubborn = list.ready > list.fresh &&
                        next_random(policy.random) % 8 < policy.stubbornness;
  const int count = stubborn ? list.ready : list.fresh;
  if (plan().policy == Policy::kRandom) {
    return static_cast<int>(next_random(policy.random) %
                            static_cast<unsigned>(count));
  }
  return highest_priority(list, count);
}

}  // namespace

std::uint64_t next_random(std::uint64_t& random) {
  random += 0x9e3779b97f4a7c15;
  std::uint64_t z = random;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

void start_policy(PolicyState& policy, const Plan& wanted) {
  policy.random = wanted.seed;
  constexpr std::uint32_t kStubbornness[] = {0, 1, 4, 7};
  policy.stubbornness = kStubbornness[next_random(policy.random) % 4];
  policy.asleep = 0;
  policy.sleeping = false;
  policy.active = wanted.policy != Policy::kGuided;
  policy.watching =
      wanted.policy != Policy::kGuided && wanted.policy != Policy::kRandom;
  policy.change_count = 0;
  if (wanted.policy == Policy::kPct) draw_change_points(policy, wanted);
  if (wanted.policy != Policy::kReadsFrom) return;
  for (auto& writer : policy.writers) writer = {};
}

int choose(const Candidates& list, std::uint32_t step) {
  State& s = state();
  if (plan().policy == Policy::kSleepSets && step == plan().sleep_step) {
    s.policy.sleeping = true;
    s.policy.asleep = plan().asleep;
  }
  if (plan().policy == Policy::kPct) demote_at_change_point(step);
  if (step == s.next_deviation_step) return deviate(list);
  if (!s.policy.active) return 0;
  return choose_by_policy(list);
}

void note_pending(Thread& thread) {
  State& s = state();
  if (plan().policy == Policy::kSleepSets) return;
  if (plan().policy == Policy::kPct && thread.priority != 0) return;
  thread.priority = kHighPriority | next_random(s.policy.random) >> 33;
}

void note_performed(const Thread& thread) {
  State& s = state();
  if (s.policy.sleeping) wake_dependent(thread);
  if (plan().policy == Policy::kPartialOrder ||
      plan().policy == Policy::kReadsFrom) {
    redraw_dependent(thread);
  }
  const Pending& pending = thread.pending;
  if (plan().policy == Policy::kReadsFrom && is_memory(pending.op) &&
      !reads_only(pending.op)) {
    s.policy.writers[pending.object / 4 % kWriterSlots] = {pending.object,
                                                           pending.pc};
  }
}

}  // namespace interleave
