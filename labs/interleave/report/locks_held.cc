#include "labs/interleave/report/locks_held.hh"

#include <algorithm>
#include <map>
#include <set>

namespace interleave {

bool took_lock(const TraceStep& step) {
  const bool takes =
      step.op == Op::kMutexLock || step.op == Op::kMutexTryLock ||
      step.op == Op::kMutexTimedLock || step.op == Op::kReadLock ||
      step.op == Op::kReadTryLock || step.op == Op::kWriteLock ||
      step.op == Op::kWriteTryLock || step.op == Op::kSpinLock ||
      step.op == Op::kSpinTryLock;
  return takes && step.value.empty();
}

namespace {

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

std::vector<std::uint32_t> taken_and_kept(const TraceDocument& document) {
  using Takers = std::map<unsigned, std::vector<std::uint32_t>>;
  std::map<std::string, Takers> semaphores;
  std::set<std::string> signals;
  for (std::uint32_t i = 0; i < document.steps.size(); ++i) {
    const TraceStep& step = document.steps[i];
    const bool takes = step.op == Op::kSemWait || step.op == Op::kSemTryWait ||
                       step.op == Op::kSemTimedWait;
    if (!takes && step.op != Op::kSemPost) continue;
    auto& taken = semaphores[step.object][step.thread];
    if (takes && step.value.empty()) taken.push_back(i);
    if (takes) continue;
    if (taken.empty())
      signals.insert(step.object);
    else
      taken.pop_back();
  }
  std::vector<std::uint32_t> kept;
  for (const auto& [semaphore, takers] : semaphores) {
    if (signals.contains(semaphore)) continue;
    for (const auto& [thread, steps] : takers)
      kept.insert(kept.end(), steps.begin(), steps.end());
  }
  std::sort(kept.begin(), kept.end());
  return kept;
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
