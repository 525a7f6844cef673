#include "labs/interleave/report/phrases.hh"

#include <algorithm>
#include <array>
#include <string_view>

#include "labs/interleave/report/outcome_words.hh"

namespace interleave {

namespace {

// "%o" is the object, "%v" the value, "%m" the mutex, "%n" the size.
struct Words {
  std::string_view done;     // in the present tense
  std::string_view pending;  // infinitive, of a thread that waits for it
};

constexpr std::array<Words, static_cast<std::size_t>(Op::kCount)> kWords = {{
    {"does nothing", "go on"},
    {"reads %o: %v", "read %o"},
    {"writes %o: %v", "write %o"},
    {"reads %n of %o", "read %o"},
    {"writes %n of %o", "write %o"},
    {"reads %o: %v (atomic)", "read %o"},
    {"writes %o: %v (atomic)", "write %o"},
    {"updates %o: %v (atomic)", "update %o"},
    {"compares %o: %v, not as expected", "compare %o"},
    {"memory fence", "pass a fence"},
    {"allocates %o, %n", "allocate memory"},
    {"releases %o", "release %o"},
    {"starts %o", "start a thread"},
    {"begins", "begin"},
    {"ends", "end"},
    {"joins %o", "join %o"},
    {"detaches %o", "detach %o"},
    {"ends the program, exit status %v", "exit"},
    {"initialises %o", "initialise %o"},
    {"destroys %o", "destroy %o"},
    {"locks %o", "lock %o"},
    {"locks %o (trylock)", "lock %o"},
    {"locks %o (timed)", "lock %o"},
    {"unlocks %o", "unlock %o"},
    {"initialises %o", "initialise %o"},
    {"destroys %o", "destroy %o"},
    {"locks %o to read", "lock %o to read"},
    {"locks %o to read (try)", "lock %o to read"},
    {"locks %o to write", "lock %o to write"},
    {"locks %o to write (try)", "lock %o to write"},
    {"unlocks %o (reader)", "unlock %o"},
    {"unlocks %o (writer)", "unlock %o"},
    {"locks %o (spin)", "lock %o"},
    {"locks %o (spin, try)", "lock %o"},
    {"unlocks %o", "unlock %o"},
    {"initialises %o", "initialise %o"},
    {"destroys %o", "destroy %o"},
    {"waits on %o, gives up %m", "wait on %o"},
    {"wakes, has %m again", "be woken by %o"},
    {"signals %o", "signal %o"},
    {"broadcasts %o", "broadcast %o"},
    {"waits on %o", "wait on %o"},
    {"wakes from %o", "be woken through %o"},
    {"wakes waiters of %o", "wake waiters of %o"},
    {"initialises %o", "initialise %o"},
    {"destroys %o", "destroy %o"},
    {"takes one from %o", "take one from %o"},
    {"takes one from %o (try)", "take one from %o"},
    {"takes one from %o (timed)", "take one from %o"},
    {"posts to %o: %v", "post to %o"},
    {"initialises %o", "initialise %o"},
    {"destroys %o", "destroy %o"},
    {"arrives at %o, number %v", "arrive at %o"},
    {"leaves %o", "leave %o"},
    {"enters once-routine %o", "get past the once-routine %o"},
    {"leaves once-routine %o", "leave the once-routine %o"},
    {"yields", "go on"},
    {"sleeps %v", "sleep"},
    {"wakes from its sleep", "wake from its sleep"},
    {"reads the clock: %v", "read the clock"},
    {"makes a socket: %v", "make a socket"},
    {"binds %o", "bind %o"},
    {"listens on %o", "listen on %o"},
    {"connects %o", "connect %o"},
    {"accepts from %o: %v", "accept a client on %o"},
    {"reads from %o: %v bytes", "read from %o"},
    {"writes to %o: %v bytes", "write to %o"},
    {"shuts down %o", "shut down %o"},
    {"closes %o", "close %o"},
    {"polls: %v ready", "see a descriptor become ready"},
    {"watches %o", "watch %o"},
    {"makes a pair of descriptors", "make a pair of descriptors"},
    {"duplicates %o: %v", "duplicate %o"},
    {"sets an option of %o", "set an option of %o"},
    {"connects", "connect"},
    {"sends", "send"},
    {"receives what it expects", "receive what it expects"},
    {"closes its sending side", "close its sending side"},
    {"sees the end of file", "see the end of file"},
    {"closes", "close"},
    {"resets the connection", "reset the connection"},
}};
static_assert(!kWords.back().done.empty());

const Words& words_of(Op op) { return kWords.at(static_cast<std::size_t>(op)); }

std::string bytes(unsigned size) {
  return std::to_string(size) + (size == 1 ? " byte" : " bytes");
}

std::string or_word(const std::string& text, std::string_view otherwise) {
  return text.empty() ? std::string(otherwise) : text;
}

std::string filled(std::string_view words, const TraceStep& step) {
  std::string text;
  // The run ended before the value was known.
  const std::size_t value = words.find(": %v");
  if (is_memory(step.op) && step.value.empty() &&
      value != std::string_view::npos)
    words = words.substr(0, value);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != '%') {
      text += words[i];
      continue;
    }
    switch (words[++i]) {
      case 'o':
        text += or_word(step.object, "something");
        break;
      case 'v':
        text += or_word(step.value, "?");
        break;
      case 'm':
        text += or_word(step.other, "the mutex");
        break;
      default:
        text += bytes(step.size);
        break;
    }
  }
  return text;
}

std::string failure(const TraceStep& step) {
  if (step.value == "EBUSY")
    return step.op == Op::kThreadJoin ? "it has not ended" : "it is taken";
  if (step.value == "EAGAIN" && step.op == Op::kSemTryWait)
    return "there is none";
  return "fails: " + step.value;
}

bool is_wake_up_call(Op op) {
  return op == Op::kCondSignal || op == Op::kCondBroadcast ||
         op == Op::kFutexWake;
}

// Of a client's command that ended the run.
std::string disappointed(Op op) {
  if (op == Op::kClientExpect) return "receives something else";
  if (op == Op::kClientExpectEof) return "does not see the end of file";
  return "fails to " + std::string(words_of(op).pending);
}

// What went otherwise than the words of the operation have it.
std::string deviation(const TraceStep& step) {
  const bool number_expected =
      !step.value.empty() && step.value[0] >= '0' && step.value[0] <= '9';
  if (is_wake_up_call(step.op) && step.value == "0") return "nobody waits";
  if (step.op == Op::kFutexWait && !step.value.empty())
    return "not any more: " + step.value;
  if (step.op >= Op::kSocket && step.op <= Op::kDescriptorOption &&
      !step.value.empty() && !number_expected)
    return "fails: " + step.value;
  if (step.op == Op::kOnceBegin && step.value == "0") return "already done";
  if (step.reason == WakeReason::kTimedOut)
    return step.early ? "timed out early, by choice" : "timed out";
  if (step.reason == WakeReason::kSpurious) return "no signal: spurious";
  return {};
}

// Of a call that failed: "locks lock_a: fails" would say it did.
std::string attempt(const TraceStep& step) {
  return "tries to " + filled(words_of(step.op).pending, step);
}

}  // namespace

std::string phrase(const TraceStep& step) {
  if (returns_error(step.op) && !step.value.empty())
    return attempt(step) + ": " + failure(step);
  if (is_client(step.op) && !step.value.empty()) return disappointed(step.op);
  const std::string different = deviation(step);
  if (different.starts_with("fails")) return attempt(step) + ": " + different;
  if (step.op == Op::kDescriptorRead && step.value == "0")
    return filled("reads from %o: end of file", step);
  const std::string done = filled(words_of(step.op).done, step);
  return different.empty() ? done : done + ": " + different;
}

std::string origin(const TraceDocument& document, const TraceStep& step) {
  if (step.saw_initial) return "initial value";
  if (!step.saw) return {};
  const unsigned writer = document.steps.at(*step.saw).thread;
  const std::string by =
      writer == step.thread ? "itself" : document.threads.at(writer).name;
  return "written in step " + std::to_string(*step.saw) + " by " + by;
}

namespace {

// As many steps without a pause, and the others get their turn.
constexpr std::size_t kTurn = 2000;

bool took_its_turn(const TraceDocument& document, std::size_t number) {
  const TraceStep* before = &document.steps[number - 1];
  if (number < kTurn || before->op == Op::kYield || before->op == Op::kSleep)
    return false;
  return std::all_of(before + 1 - kTurn, before, [&](const TraceStep& step) {
    return step.thread == before->thread;
  });
}

}  // namespace

std::string switch_phrase(const TraceDocument& document,
                          const TraceStep& step) {
  const auto number = static_cast<std::size_t>(&step - document.steps.data());
  if (step.switched == SwitchKind::kNone || number == 0) return {};
  const std::string& before =
      document.threads.at(document.steps.at(number - 1).thread).name;
  switch (step.switched) {
    case SwitchKind::kPreemption:
      return "preemption: " + before + " could have gone on";
    case SwitchKind::kYielded:
      return before + (took_its_turn(document, number)
                           ? " had its turn: 2,000 steps without a pause"
                           : " gave way");
    default:
      return or_word(step.why, before + " could not go on");
  }
}

std::string short_place(const TraceDocument& document,
                        const SourcePlace& place) {
  const auto with_text =
      std::count_if(document.files.begin(), document.files.end(),
                    [](const SourceFile& file) { return !file.lines.empty(); });
  if (with_text == 1 && place.line != 0)
    return "line " + std::to_string(place.line);
  return show_place(document, place);
}

std::string pending_phrase(const TraceThread& thread) {
  TraceStep step;
  step.object = thread.pending_object;
  return filled(words_of(thread.pending).pending, step);
}

std::string waits_for(Op op, const std::string& object) {
  TraceStep step;
  step.object = object;
  switch (op) {
    case Op::kThreadJoin:
      return filled("waits for %o to end", step);
    case Op::kCondWake:
      return filled("waits on %o", step);
    case Op::kMutexLock:
    case Op::kMutexTimedLock:
    case Op::kReadLock:
    case Op::kWriteLock:
    case Op::kSpinLock:
    case Op::kSemWait:
    case Op::kSemTimedWait:
      return filled("waits for %o", step);
    case Op::kBarrierLeave:
      return filled("waits at %o", step);
    case Op::kSleepDone:
      return "sleeps";
    default:
      break;
  }
  return "waits to " + filled(words_of(op).pending, step);
}

}  // namespace interleave
