// Who waits for what at the end of a run, and who has it.
#include "labs/interleave/report/waiting_story.hh"

#include <algorithm>
#include <set>
#include <string>

#include "labs/interleave/report/locks_held.hh"
#include "labs/interleave/report/phrases.hh"

namespace interleave {

namespace {

constexpr unsigned kIndent = 2;

std::string in_step(std::uint32_t number) {
  return "step " + std::to_string(number);
}

class Waits {
 public:
  Waits(const TraceDocument& document, const TraceFinding& finding)
      : document_(document), finding_(finding) {}

  std::vector<Paragraph> tell() {
    for (const unsigned thread : finding_.threads) waiting(thread);
    for (const TraceThread& thread : document_.threads)
      if (std::find(finding_.threads.begin(), finding_.threads.end(),
                    thread.number) == finding_.threads.end())
        waiting(thread.number);
    return std::move(paragraphs_);
  }

 private:
  const std::string& name(unsigned thread) const {
    return document_.threads[thread].name;
  }
  std::string where(const SourcePlace& place) const {
    return short_place(document_, place);
  }
  void say(std::string text) {
    paragraphs_.push_back({std::move(text), kIndent, false});
  }

  // The steps by which a thread got what others of the cycle want.
  std::vector<std::string> held_by(unsigned thread) const {
    std::vector<std::string> held;
    for (const std::uint32_t number : finding_.steps) {
      const TraceStep& step = document_.steps[number];
      if (step.thread == thread && !step.object.empty() && took_lock(step))
        held.push_back(step.object + " (" + where(step.place) + ")");
    }
    return held;
  }

  // Of the semaphores that somebody waits for in vain.
  std::vector<std::string> kept_by(unsigned thread) const {
    std::set<std::string> wanted;
    for (const TraceThread& one : document_.threads)
      if (one.fate != ThreadFate::kEnded &&
          (one.pending == Op::kSemWait || one.pending == Op::kSemTimedWait))
        wanted.insert(one.pending_object);
    std::vector<std::string> kept;
    for (const std::uint32_t number : taken_and_kept(document_)) {
      const TraceStep& step = document_.steps[number];
      if (step.thread == thread && wanted.contains(step.object))
        kept.push_back(step.object + " (" + where(step.place) + ", " +
                       in_step(number) + ")");
    }
    return kept;
  }

  // What a thread that is no more will not give back.
  void ended(unsigned number) {
    std::vector<std::string> held;
    for (const std::uint32_t taken : finding_.steps) {
      const TraceStep& step = document_.steps[taken];
      if (step.thread == number && took_lock(step))
        held.push_back(step.object + " (" + where(step.place) + ", " +
                       in_step(taken) + ")");
    }
    if (!held.empty()) say(name(number) + " ended holding " + enumerated(held));
    const auto kept = kept_by(number);
    if (!kept.empty())
      say(name(number) + " took one from " + enumerated(kept) +
          " and ended without giving it back");
  }

  void waiting(unsigned number) {
    const TraceThread& thread = document_.threads[number];
    if (thread.fate == ThreadFate::kEnded) return ended(number);
    std::vector<std::string> clauses;
    const auto held = held_by(number);
    if (!held.empty()) clauses.push_back("holds " + enumerated(held));
    const auto kept = kept_by(number);
    if (!kept.empty()) clauses.push_back("keeps one from " + enumerated(kept));
    clauses.push_back("wants to " + pending_phrase(thread));
    std::string text = thread.name + " " + enumerated(clauses);
    if (!thread.stack.empty()) text += " (" + where(thread.stack.front()) + ")";
    say(text);
  }

  const TraceDocument& document_;
  const TraceFinding& finding_;
  std::vector<Paragraph> paragraphs_;
};

}  // namespace

std::vector<Paragraph> who_waits(const TraceDocument& document,
                                 const TraceFinding& finding) {
  return Waits(document, finding).tell();
}

// The last signal woke one thread, and another one waits on the condition.
std::vector<Paragraph> who_was_woken(const TraceDocument& document,
                                     const TraceFinding& finding) {
  for (const unsigned number : finding.threads) {
    const TraceThread& waiter = document.threads[number];
    if (waiter.fate == ThreadFate::kEnded || waiter.pending != Op::kCondWake)
      continue;
    for (std::size_t i = document.steps.size(); i-- > 0;) {
      const TraceStep& wake = document.steps[i];
      if (wake.thread == number) break;
      if (wake.op != Op::kCondWake || !wake.partner ||
          wake.object != waiter.pending_object ||
          document.steps[*wake.partner].op != Op::kCondSignal)
        continue;
      return {{"The signal in " + in_step(*wake.partner) + " woke " +
               document.threads[wake.thread].name + " alone; " + waiter.name +
               " waits on the same condition. A broadcast wakes them all."}};
    }
  }
  return {};
}

}  // namespace interleave
