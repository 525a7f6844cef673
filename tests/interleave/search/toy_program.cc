#include "tests/interleave/search/toy_program.hh"

#include <algorithm>

#include "labs/interleave/runtime/dependence.hh"

namespace interleave {
namespace {

constexpr unsigned kObjects = 32;

bool are_dependent(const Event& a, const Event& b) {
  return dependent(a.op, a.object, extent_of(a.op, a.size, a.extra), b.op,
                   b.object, extent_of(b.op, b.size, b.extra));
}

Event event_of(const ToyOperation& operation, unsigned thread) {
  Event event{};
  event.op = operation.op;
  event.thread = static_cast<std::uint16_t>(thread);
  event.object = toy_object(operation.object);
  event.partner = kNoStep;
  event.size = is_memory(operation.op) ? 4 : 0;
  if (has_mutex(operation.op)) event.extra = toy_object(operation.mutex);
  event.pc = thread * 100;
  return event;
}

}  // namespace

std::uint64_t toy_object(unsigned number) {
  return make_object(Place::kGlobal, 0, 0x1000 + 16 * number);
}

Toy::Toy(ToyThreads threads, Fails fails)
    : threads_(std::move(threads)), fails_(std::move(fails)) {}

void Toy::reset() {
  states_.assign(threads_.size(), {});
  values_.assign(kObjects, 0);
  owners_.assign(kObjects, 0);
  waiters_.assign(kObjects, 0);
  signals_.clear();
  events_.clear();
  decisions_.clear();
  enabled_.clear();
  next_deviation_ = 0;
  asleep_ = 0;
  exited_ = false;
  outcome_ = {};
  ++runs;
}

Run Toy::execute(const Schedule& schedule) {
  reset();
  random_.seed(schedule.seed);
  unsigned last = 0;
  bool stuck = false;
  while (!exited_ && !stuck && events_.size() < step_limit) {
    const auto step = static_cast<std::uint32_t>(events_.size());
    list_alternatives(last);
    if (alternatives_.empty()) break;
    if (schedule.policy == Policy::kSleepSets && step == schedule.sleep_step) {
      asleep_ = schedule.asleep;
    }
    const int choice = choose(schedule, step);
    stuck = choice < 0;
    if (stuck) continue;
    const auto index = static_cast<std::size_t>(choice);
    const bool current = alternatives_[0] == last && ready_ > 0;
    decisions_.push_back(
        {.ready = static_cast<std::uint16_t>(ready_),
         .extra = static_cast<std::uint16_t>(alternatives_.size() - ready_),
         .chosen = static_cast<std::uint16_t>(choice),
         .flags = static_cast<std::uint8_t>(current && kCurrentReady),
         .unused = 0});
    last = alternatives_[index];
    perform(last);
  }
  finish(schedule, stuck);
  return {events_, decisions_, enabled_, {}, &outcome_};
}

ToyOperation Toy::pending(unsigned thread) const {
  const State& state = states_[thread];
  if (state.next == threads_[thread].size()) return {};
  ToyOperation operation = threads_[thread][state.next];
  if (state.waking) operation.op = Op::kCondWake;
  return operation;
}

const Toy::Signal* Toy::signal_for(unsigned condition, unsigned thread) const {
  for (const Signal& signal : signals_) {
    const bool mine = (signal.waiters >> thread & 1) != 0;
    if (signal.condition == condition && mine) return &signal;
  }
  return nullptr;
}

Toy::Signal* Toy::signal_for(unsigned condition, unsigned thread) {
  return const_cast<Signal*>(
      static_cast<const Toy*>(this)->signal_for(condition, thread));
}

bool Toy::can_go_on(unsigned thread) const {
  const ToyOperation operation = pending(thread);
  switch (operation.op) {
    case Op::kNone:
      return false;
    case Op::kMutexLock:
      return owners_[operation.object] == 0;
    case Op::kSemWait:
      return values_[operation.object] > 0;
    case Op::kCondWake:
      return owners_[operation.mutex] == 0 &&
             signal_for(operation.object, thread) != nullptr;
    default:
      return true;
  }
}

// The present thread first, then round robin; timeouts last.
void Toy::list_alternatives(unsigned last) {
  alternatives_.clear();
  std::uint64_t enabled = 0;
  std::vector<std::uint16_t> extra;
  const auto count = static_cast<unsigned>(threads_.size());
  for (unsigned i = 0; i < count; ++i) {
    const unsigned thread = (last + i) % count;
    const ToyOperation operation = pending(thread);
    const auto number = static_cast<std::uint16_t>(thread);
    if (can_go_on(thread)) {
      alternatives_.push_back(number);
      enabled |= std::uint64_t{1} << thread;
    } else if (operation.op == Op::kCondWake && operation.timed &&
               owners_[operation.mutex] == 0) {
      extra.push_back(number);
    }
  }
  ready_ = static_cast<unsigned>(alternatives_.size());
  alternatives_.insert(alternatives_.end(), extra.begin(), extra.end());
  if (!alternatives_.empty()) enabled_.push_back(enabled);
}

int Toy::first_awake() const {
  for (unsigned i = 0; i < ready_; ++i) {
    if ((asleep_ >> alternatives_[i] & 1) == 0) return static_cast<int>(i);
  }
  return ready_ == 0 ? 0 : -1;
}

int Toy::choose(const Schedule& schedule, std::uint32_t step) {
  if (next_deviation_ < schedule.deviations.size() &&
      schedule.deviations[next_deviation_].step == step) {
    const unsigned choice = schedule.deviations[next_deviation_++].choice;
    const auto begin = alternatives_.begin(), end = alternatives_.end();
    if ((choice & kByThread) != 0) {
      const auto at = std::find(begin, end, choice & ~unsigned{kByThread});
      if (at != end) return static_cast<int>(at - begin);
    } else if (choice < alternatives_.size()) {
      return static_cast<int>(choice);
    }
    outcome_.ending = Ending::kDiverged;
    return -1;
  }
  if (schedule.policy == Policy::kGuided) return 0;
  if (schedule.policy == Policy::kSleepSets) return first_awake();
  return static_cast<int>(random_() % alternatives_.size());
}

void Toy::wake_sleepers(const Event& event) {
  for (unsigned thread = 0; thread < threads_.size(); ++thread) {
    const ToyOperation operation = pending(thread);
    if (thread == event.thread || operation.op == Op::kNone) continue;
    if (are_dependent(event_of(operation, thread), event)) {
      asleep_ &= ~(std::uint64_t{1} << thread);
    }
  }
}

void Toy::perform(unsigned thread) {
  const ToyOperation operation = pending(thread);
  Event event = event_of(operation, thread);
  event.pc += static_cast<std::uint32_t>(states_[thread].next + 1);
  wake_sleepers(event);
  event.value = carry_out(operation, thread);
  events_.push_back(event);
  State& state = states_[thread];
  if (operation.op == Op::kCondWait) return;
  const bool failed =
      operation.op == Op::kMutexTryLock ? event.value != 0 : event.value == 0;
  state.next += 1 + (failed ? operation.skip : 0);
  state.next = std::min(state.next, threads_[thread].size());
}

// The first to wake takes the signal.
void Toy::wake(const ToyOperation& operation, unsigned thread) {
  const std::uint64_t bit = std::uint64_t{1} << thread;
  owners_[operation.mutex] = 1 + thread;
  if (Signal* signal = signal_for(operation.object, thread)) {
    signal->waiters = 0;
  }
  for (Signal& signal : signals_) signal.waiters &= ~bit;
  waiters_[operation.object] &= ~bit;
  states_[thread].waking = false;
}

std::uint64_t Toy::carry_out(const ToyOperation& operation, unsigned thread) {
  const unsigned object = operation.object;
  const std::uint64_t bit = std::uint64_t{1} << thread;
  switch (operation.op) {
    case Op::kWrite:
      return values_[object] = 1 + thread;
    case Op::kAtomicUpdate:
    case Op::kSemPost:
      return ++values_[object];
    case Op::kSemWait:
      return values_[object]--;
    case Op::kMutexTryLock:
      if (owners_[object] != 0) return 16;
      [[fallthrough]];
    case Op::kMutexLock:
      owners_[object] = 1 + thread;
      return 0;
    case Op::kMutexUnlock:
      owners_[object] = 0;
      return 0;
    case Op::kCondWait:
      owners_[operation.mutex] = 0;
      waiters_[object] |= bit;
      states_[thread].waking = true;
      return 0;
    case Op::kCondWake:
      wake(operation, thread);
      return 1;
    case Op::kCondSignal:
      signals_.push_back({object, waiters_[object]});
      return 1;
    case Op::kProcessExit:
      exited_ = true;
      return 0;
    default:
      return values_[object];
  }
}

void Toy::finish(const Schedule& schedule, bool stuck) {
  enabled_.resize(events_.size());
  outcome_.steps = static_cast<std::uint32_t>(events_.size());
  outcome_.threads = static_cast<std::uint32_t>(threads_.size());
  bool blocked = false;
  for (unsigned thread = 0; thread < threads_.size(); ++thread) {
    const Event event = event_of(pending(thread), thread);
    const bool over = event.op == Op::kNone;
    blocked |= !over;
    ThreadEnd& end = outcome_.ends[thread];
    end.pending = event.op;
    end.object = event.object;
    end.extra = event.extra;
    end.state = over                ? ThreadState::kEnded
                : can_go_on(thread) ? ThreadState::kReady
                                    : ThreadState::kBlocked;
  }
  if (outcome_.ending == Ending::kDiverged) return;
  if (stuck && schedule.policy == Policy::kSleepSets) {
    outcome_.ending = Ending::kAsleep;
  } else if (events_.size() >= step_limit) {
    outcome_.ending = Ending::kStepLimit;
  } else if (blocked && !exited_) {
    outcome_.ending = Ending::kBlocked;
  } else {
    const bool failed = fails_ && fails_(events_);
    outcome_.ending = failed ? Ending::kAssertion : Ending::kFinished;
  }
}

}  // namespace interleave
