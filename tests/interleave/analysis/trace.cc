// Events with the fields that a runtime would fill in.
#include "tests/interleave/analysis/trace.hh"

#include <cstring>
#include <memory>

namespace interleave {

Trace::Trace() : outcome_(std::make_unique<Outcome>()) {
  outcome_->ending = Ending::kFinished;
}

std::uint32_t Trace::add(unsigned thread, Op op, std::uint64_t object,
                         const Extras& extras) {
  const auto step = static_cast<std::uint32_t>(events_.size());
  Event event{};
  event.thread = static_cast<std::uint16_t>(thread);
  event.op = op;
  event.object = object;
  event.value = extras.value;
  event.extra = extras.extra;
  event.partner = extras.partner;
  event.size = extras.size;
  event.pc = extras.pc != 0 ? extras.pc : 0x400000 + 4 * step;
  events_.push_back(event);
  outcome_->threads = std::max(outcome_->threads, thread + 1);
  if (outcome_->ends[thread].state == ThreadState::kAbsent) ready(thread);
  return step;
}

std::uint32_t Trace::read(unsigned thread, std::uint64_t object,
                          std::uint64_t value) {
  return add(thread, Op::kRead, object, {.value = value, .size = 4});
}
std::uint32_t Trace::write(unsigned thread, std::uint64_t object,
                           std::uint64_t value) {
  return add(thread, Op::kWrite, object, {.value = value, .size = 4});
}
std::uint32_t Trace::atomic(unsigned thread, Op op, std::uint64_t object,
                            int order) {
  return add(thread, op, object,
             {.extra = static_cast<std::uint64_t>(order), .size = 4});
}
std::uint32_t Trace::fence(unsigned thread, int order) {
  return add(thread, Op::kFence, 0,
             {.extra = static_cast<std::uint64_t>(order)});
}
std::uint32_t Trace::lock(unsigned thread, std::uint64_t mutex) {
  return add(thread, Op::kMutexLock, mutex);
}
std::uint32_t Trace::unlock(unsigned thread, std::uint64_t mutex) {
  return add(thread, Op::kMutexUnlock, mutex);
}
std::uint32_t Trace::try_lock(unsigned thread, std::uint64_t mutex, int error) {
  return add(thread, Op::kMutexTryLock, mutex,
             {.value = static_cast<std::uint64_t>(error)});
}
std::uint32_t Trace::wait(unsigned thread, std::uint64_t condition,
                          std::uint64_t mutex) {
  return add(thread, Op::kCondWait, condition, {.value = 1, .extra = mutex});
}
std::uint32_t Trace::wake(unsigned thread, std::uint64_t condition,
                          std::uint64_t mutex, std::uint32_t signal) {
  return add(thread, Op::kCondWake, condition,
             {.extra = mutex, .partner = signal});
}
std::uint32_t Trace::signal(unsigned thread, std::uint64_t condition,
                            unsigned waiters) {
  return add(thread, Op::kCondSignal, condition, {.value = waiters});
}

void Trace::start(unsigned parent, unsigned thread) {
  add(parent, Op::kThreadCreate, thread_object(thread));
  add(thread, Op::kThreadBegin, thread_object(thread));
}
void Trace::end(unsigned thread) {
  add(thread, Op::kThreadEnd, thread_object(thread));
  outcome_->ends[thread].state = ThreadState::kEnded;
}
void Trace::join(unsigned thread, unsigned other) {
  add(thread, Op::kThreadJoin, thread_object(other));
}

void Trace::ends_with(Ending ending, unsigned thread, std::uint64_t value,
                      std::string_view text) {
  outcome_->ending = ending;
  outcome_->thread = thread;
  outcome_->value = value;
  std::memcpy(outcome_->text, text.data(), text.size());
}

void Trace::blocked(unsigned thread, Op pending, std::uint64_t object,
                    std::uint64_t extra) {
  outcome_->ending = Ending::kBlocked;
  ThreadEnd& end = outcome_->ends[thread];
  end.state = ThreadState::kBlocked;
  end.pending = pending;
  end.object = object;
  end.extra = extra;
  outcome_->threads = std::max(outcome_->threads, thread + 1);
}

void Trace::ready(unsigned thread) {
  outcome_->ends[thread].state = ThreadState::kReady;
}

std::vector<Finding> Trace::judge(RaceDetector detector) const {
  outcome_->steps = static_cast<std::uint32_t>(events_.size());
  return Analyser(detector).judge(events_, *outcome_);
}

std::string verdicts(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    if (!text.empty()) text += ' ';
    text += name_of(finding.verdict);
  }
  return text;
}

}  // namespace interleave
