#include "labs/interleave/report/locks_held.hh"

#include <algorithm>

namespace interleave {

namespace {

bool took_lock(const TraceStep& step) {
  const bool takes =
      step.op == Op::kMutexLock || step.op == Op::kMutexTryLock ||
      step.op == Op::kMutexTimedLock || step.op == Op::kReadLock ||
      step.op == Op::kReadTryLock || step.op == Op::kWriteLock ||
      step.op == Op::kWriteTryLock || step.op == Op::kSpinLock ||
      step.op == Op::kSpinTryLock;
  return takes && step.value.empty();
}

bool gave_lock(const TraceStep& step) {
  return step.op == Op::kMutexUnlock || step.op == Op::kReadUnlock ||
         step.op == Op::kWriteUnlock || step.op == Op::kSpinUnlock;
}

}  // namespace

std::vector<std::string> locks_held(const TraceDocument& document,
                                    std::uint32_t number) {
  std::vector<std::string> held;
  const unsigned thread = document.steps.at(number).thread;
  const auto drop = [&](const std::string& lock) {
    const auto at = std::find(held.rbegin(), held.rend(), lock);
    if (at != held.rend()) held.erase(std::next(at).base());
  };
  for (std::uint32_t i = 0; i < number; ++i) {
    const TraceStep& step = document.steps[i];
    if (step.thread != thread) continue;
    if (took_lock(step)) held.push_back(step.object);
    if (gave_lock(step)) drop(step.object);
    if (step.op == Op::kCondWait) drop(step.other);
    if (step.op == Op::kCondWake) held.push_back(step.other);
  }
  return held;
}

std::string enumerated(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace interleave
