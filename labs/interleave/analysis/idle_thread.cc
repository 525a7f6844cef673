// Sorts the steps of a thread by the way in which they lead nowhere.
#include "labs/interleave/analysis/idle_thread.hh"

#include <string_view>

#include "labs/interleave/analysis/held_locks.hh"

namespace interleave {
namespace {

bool is_lock_call(Op op) {
  return op >= Op::kMutexInit && op <= Op::kSpinUnlock;
}

bool timed_out(const Event& event) {
  if (event.op == Op::kThreadJoin) return event.value != 0;
  const bool wait = event.op == Op::kCondWake || event.op == Op::kFutexWoken;
  return wait &&
         event.value == static_cast<std::uint64_t>(WakeReason::kTimedOut);
}

}  // namespace

void IdleThread::note(std::uint32_t step, const Event& event) {
  const Op op = event.op;
  const bool yields = op == Op::kYield;
  const bool sleeps = op == Op::kSleep || op == Op::kSleepDone;
  const bool fails =
      (is_lock_call(op) || op == Op::kSemTryWait || op == Op::kSemTimedWait) &&
      event.value != 0;
  const bool expires = timed_out(event);
  yields_ |= yields;
  sleeps_ |= sleeps;
  fails_ |= fails;
  times_out_ |= expires;
  locks_ |= lock_change(event).kind == LockChange::kTake && op != Op::kCondWake;
  writes_ |= is_memory(op) && !reads_only(op);
  reads_ |= is_memory(op) && reads_only(op);
  keep(step, event, yields || sleeps || fails || expires);
}

void IdleThread::keep(std::uint32_t step, const Event& event, bool gave_way) {
  if (gave_way_ && !gave_way) return;
  const bool better = gave_way && !gave_way_;
  if (step_ != kNoStep && !better && event.pc >= pc_) return;
  gave_way_ = gave_way;
  step_ = step;
  pc_ = event.pc;
}

std::string IdleThread::in_words() const {
  std::string text;
  const auto add = [&](bool applies, std::string_view words) {
    if (!applies) return;
    if (!text.empty()) text += " and ";
    text += words;
  };
  add(fails_, "fails to get a lock");
  add(times_out_, "waits in vain");
  add(locks_, "takes and releases locks");
  add(writes_, "writes");
  add(reads_ && text.empty(), "reads what does not change");
  add(yields_, "yields");
  add(sleeps_, "sleeps");
  return text.empty() ? "gets nowhere" : text;
}

}  // namespace interleave
