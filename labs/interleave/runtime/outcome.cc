// How a schedule ends: the outcome is written, and the loop that serves the
// tool goes on.
#include "labs/interleave/runtime/outcome.hh"

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

ThreadState state_of(const Thread& thread) {
  if (thread.ended) return ThreadState::kEnded;
  const Pending& pending = thread.pending;
  if (pending.ready == nullptr || pending.ready(thread)) {
    return ThreadState::kReady;
  }
  return pending.deadline != 0 ? ThreadState::kWaiting : ThreadState::kBlocked;
}

void describe_ends(Outcome& outcome) {
  const State& s = state();
  outcome.threads = s.thread_count;
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const Thread& thread = s.threads[i];
    outcome.ends[i] = {state_of(thread),    thread.pending.op,
                       thread.client,       thread.joined,
                       thread.pending.pc,   thread.pending.object,
                       thread.pending.extra};
  }
}

void copy_text(Outcome& outcome, const char* text) {
  const std::size_t room = sizeof outcome.text - 1;
  const std::size_t length = kernel::length(text);
  const std::size_t kept = length < room ? length : room;
  kernel::copy(outcome.text, text, kept);
  outcome.text[kept] = '\0';
}

[[noreturn]] void end_schedule() {
  State& s = state();
  Context abandoned{nullptr, s.current->context.thread_pointer};
  switch_context(abandoned, s.base);
  kernel::die("a schedule went on after its end");
}

[[noreturn]] void conclude(Ending ending, std::uint64_t value,
                           std::uint64_t object, std::uint64_t extra,
                           const char* text) {
  State& s = state();
  s.exploring = false;
  // After a crash the thread's last write may not have happened.
  if (ending != Ending::kCrash) {
    for (unsigned i = 0; i < s.thread_count; ++i) fill_unfilled(s.threads[i]);
  }
  Outcome& outcome = s.channel->outcome;
  outcome.ending = ending;
  outcome.thread = s.last;
  outcome.pc = s.current->pending.pc;
  outcome.steps = s.steps;
  outcome.calls = s.calls;
  outcome.value = value;
  outcome.object = object;
  outcome.extra = extra;
  copy_text(outcome, text);
  describe_ends(outcome);
  end_schedule();
}

}  // namespace

const char* name_of(Ending ending) {
  switch (ending) {
    case Ending::kRunning:
      return "running";
    case Ending::kFinished:
      return "finished";
    case Ending::kAssertion:
      return "assertion failed";
    case Ending::kCrash:
      return "crash";
    case Ending::kUseAfterFree:
      return "use after free";
    case Ending::kDoubleFree:
      return "double free";
    case Ending::kBadAccess:
      return "access outside a block";
    case Ending::kBadFree:
      return "bad free";
    case Ending::kMisuse:
      return "misuse";
    case Ending::kBlocked:
      return "deadlock";
    case Ending::kQuiet:
      return "quiet";
    case Ending::kStalled:
      return "livelock";
    case Ending::kStepLimit:
      return "too long";
    case Ending::kClientFailed:
      return "client";
    case Ending::kUnsupported:
      return "unsupported call";
    case Ending::kAsleep:
    case Ending::kDiverged:
      return "not of use to the tool";
    case Ending::kNeedThreads:
      return "too many threads";
  }
  return "";
}

void finish(Ending ending, std::uint64_t value, const char* text) {
  conclude(ending, value, 0, 0, text);
}

void finish_at(Ending ending, std::uint64_t object, std::uint64_t extra) {
  conclude(ending, 0, object, extra, "");
}

void misuse(const char* text) {
  if (!exploring()) kernel::die(text);
  finish(Ending::kMisuse, 0, text);
}

void unsupported(const char* call) {
  if (!exploring()) {
    kernel::print("interleave: not supported: ");
    kernel::die(call);
  }
  finish(Ending::kUnsupported, 0, call);
}

}  // namespace interleave
