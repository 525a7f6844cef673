#include "labs/interleave/report/trace_builder.hh"

#include <algorithm>
#include <string>

#include "labs/interleave/report/call_stacks.hh"
#include "labs/interleave/report/object_names.hh"
#include "labs/interleave/report/outcome_words.hh"
#include "labs/interleave/report/phrases.hh"
#include "labs/interleave/report/reads_from.hh"
#include "labs/interleave/report/source_files.hh"

namespace interleave {

namespace {

class Builder {
 public:
  Builder(const Run& run, Symbols& symbols, TraceDocument about)
      : run_(run),
        stacks_(run.calls, symbols),
        names_(symbols),
        reads_(reads_from(run.events)),
        document_(std::move(about)) {}

  TraceDocument build(std::span<const Finding> findings) {
    const auto size = static_cast<std::uint32_t>(run_.events.size());
    for (std::uint32_t i = 0; i < size; ++i) {
      const auto stack =
          stacks_.at(i, run_.events[i].thread, run_.events[i].pc);
      names_.learn(i, run_.events[i], files_.line(stack.front()));
      places_.push_back(files_.place(stack.front()));
    }
    add_threads();
    for (std::uint32_t i = 0; i < size; ++i) document_.steps.push_back(step(i));
    add_clients_places();
    for (const Finding& found : findings)
      document_.findings.push_back(finding(found));
    document_.ending = ending_in_words(*run_.outcome);
    add_ended_at();
    document_.files = files_.take();
    for (std::size_t i = 0; i < findings.size(); ++i)
      document_.findings[i].object = object_in_full(findings[i]);
    return std::move(document_);
  }

 private:
  // The name, and the type if it is a variable.
  Variable name(const Event& event) const {
    const unsigned size = shown_size(event);
    Variable variable = names_.name(event.object, size);
    if (place_of(event.object) == Place::kThread)
      variable.name =
          thread_name(static_cast<unsigned>(offset_of(event.object)));
    return variable;
  }

  static unsigned shown_size(const Event& event) {
    const bool has_length =
        event.op == Op::kReadRange || event.op == Op::kWriteRange ||
        event.op == Op::kAllocate || event.op == Op::kRelease;
    return static_cast<unsigned>(has_length ? event.extra : event.size);
  }

  std::string thread_name(unsigned number) const {
    return number < document_.threads.size()
               ? document_.threads[number].name
               : "thread " + std::to_string(number);
  }

  TraceStep step(std::uint32_t number) {
    const Event& event = run_.events[number];
    const Variable variable = name(event);
    TraceStep step;
    step.thread = event.thread;
    step.op = event.op;
    step.place = places_[number];
    step.object = variable.name;
    if (event.op == Op::kCondWait || event.op == Op::kCondWake)
      step.other = names_.name(event.extra, 0).name;
    step.size = shown_size(event);
    step.value = value_in_words(event, variable.type);
    step.saw = reads_.saw[number];
    step.saw_initial = reads_.initial[number];
    if (event.partner < run_.events.size()) step.partner = event.partner;
    if (ends_a_wait(event.op) &&
        event.value <= static_cast<std::uint64_t>(WakeReason::kSpurious))
      step.reason = static_cast<WakeReason>(event.value);
    step.shared = reads_.shared[number];
    if (never_happened(number)) {
      step.value.clear();
      step.saw.reset();
      step.saw_initial = false;
    }
    if (is_client(event.op) && number + 1 == run_.events.size() &&
        run_.outcome->ending == Ending::kClientFailed)
      step.value = "otherwise";
    if (number < run_.decisions.size()) {
      const Decision& decision = run_.decisions[number];
      step.ready = decision.ready + decision.extra;
      step.switched = switch_of(number, decision);
      step.early = step.reason == WakeReason::kTimedOut && decision.ready > 0 &&
                   decision.chosen >= decision.ready;
    }
    if (step.switched == SwitchKind::kForced)
      step.why = why_not(number, run_.events[number - 1].thread);
    return step;
  }

  // The access that ended the run: there is no value.
  bool never_happened(std::uint32_t number) const {
    const Ending ending = run_.outcome->ending;
    return number + 1 == run_.events.size() &&
           is_memory(run_.events[number].op) &&
           (ending == Ending::kUseAfterFree || ending == Ending::kBadAccess ||
            ending == Ending::kCrash);
  }

  SwitchKind switch_of(std::uint32_t number, const Decision& decision) const {
    if (number == 0 ||
        run_.events[number].thread == run_.events[number - 1].thread)
      return SwitchKind::kNone;
    if ((decision.flags & kCurrentReady) != 0) return SwitchKind::kPreemption;
    return (decision.flags & kYielded) != 0 ? SwitchKind::kYielded
                                            : SwitchKind::kForced;
  }

  // What kept the thread from going on: what it did next, later.
  std::string why_not(std::uint32_t number, unsigned thread) const {
    const std::string name = thread_name(thread);
    if (run_.events[number - 1].op == Op::kThreadEnd)
      return name + " has ended";
    if (program_has_ended(number)) return "the program has ended";
    for (std::size_t i = number; i < run_.events.size(); ++i) {
      const Event& event = run_.events[i];
      if (event.thread == thread)
        return name + " " + waits_for(event.op, this->name(event).name);
    }
    const ThreadEnd& end = run_.outcome->ends[thread];
    if (end.state == ThreadState::kEnded) return name + " has ended";
    return name + " " + waits_for(end.pending, pending_name(end));
  }

  // Then only clients go on, until one fails.
  bool program_has_ended(std::uint32_t number) const {
    const auto end = run_.events.begin() + number;
    return run_.outcome->ending == Ending::kClientFailed &&
           is_client(run_.events[number].op) &&
           std::any_of(run_.events.begin(), end, [](const Event& event) {
             return event.op == Op::kProcessExit;
           });
  }

  std::string pending_name(const ThreadEnd& end) const {
    Event event{};
    event.object = end.object;
    return name(event).name;
  }

  void add_threads() {
    const unsigned count = std::min(run_.outcome->threads, kMaxThreads);
    unsigned clients = 0;
    for (unsigned i = 0; i < count; ++i) {
      const ThreadEnd& end = run_.outcome->ends[i];
      TraceThread thread;
      thread.number = i;
      thread.client = end.client;
      if (i == 0)
        thread.name = "thread 0 (main)";
      else if (end.client)
        thread.name = "client " + std::to_string(++clients);
      else
        thread.name = "thread " + std::to_string(i);
      thread.function = function_of(i, clients);
      document_.threads.push_back(thread);
    }
    for (const Event& event : run_.events)
      if (event.op == Op::kThreadCreate && offset_of(event.object) < count &&
          event.thread < offset_of(event.object))
        document_.threads[offset_of(event.object)].parent = event.thread;
    for (TraceThread& thread : document_.threads) add_end(thread);
  }

  std::string function_of(unsigned thread, unsigned clients) {
    if (!run_.outcome->ends[thread].client)
      return thread == 0 ? "main" : stacks_.first_function(thread);
    return clients <= document_.clients.size()
               ? document_.clients[clients - 1].path
               : "";
  }

  void add_end(TraceThread& thread) {
    const ThreadEnd& end = run_.outcome->ends[thread.number];
    if (end.state == ThreadState::kReady) thread.fate = ThreadFate::kReady;
    if (end.state == ThreadState::kBlocked) thread.fate = ThreadFate::kBlocked;
    if (end.state == ThreadState::kWaiting) thread.fate = ThreadFate::kWaiting;
    if (thread.fate == ThreadFate::kEnded) return;
    thread.pending = end.pending;
    thread.pending_object = pending_name(end);
    if (!thread.client)
      thread.stack =
          shown(stacks_.at(static_cast<std::uint32_t>(run_.events.size()),
                           thread.number, end.pc));
  }

  void add_ended_at() {
    const Outcome& outcome = *run_.outcome;
    if (!fails_by_itself(outcome.ending) || outcome.pc == 0 ||
        outcome.thread >= document_.threads.size())
      return;
    document_.ended_by = outcome.thread;
    document_.ended_at =
        shown(stacks_.at(static_cast<std::uint32_t>(run_.events.size()),
                         outcome.thread, outcome.pc));
  }

  std::vector<SourcePlace> shown(const std::vector<CodePlace>& stack) {
    std::vector<SourcePlace> places;
    for (const CodePlace& frame : stack) places.push_back(files_.place(frame));
    return places;
  }

  // A client performs one line of its script a step.
  void add_clients_places() {
    unsigned client = 0;
    for (const TraceThread& thread : document_.threads) {
      if (!thread.client) continue;
      if (client == document_.clients.size()) return;
      const TraceClient& script = document_.clients[client++];
      const std::size_t file = files_.add_text(script.path, script.text);
      const std::vector<unsigned> lines = command_lines(script.text);
      std::size_t next = 0;
      for (TraceStep& step : document_.steps) {
        if (step.thread != thread.number || !is_client(step.op)) continue;
        step.place = {file, next < lines.size() ? lines[next] : 0, ""};
        ++next;
      }
    }
  }

  TraceFinding finding(const Finding& found) {
    TraceFinding result;
    result.verdict = found.verdict;
    result.detail = found.detail;
    result.cycle = found.cycle;
    result.by_lockset = found.by_lockset;
    for (const unsigned thread : found.threads)
      if (thread < document_.threads.size()) result.threads.push_back(thread);
    for (const std::uint32_t number : found.steps) {
      if (number >= run_.events.size()) continue;
      const Event& event = run_.events[number];
      result.steps.push_back(number);
      result.stacks.push_back(
          is_client(event.op)
              ? std::vector<SourcePlace>{document_.steps[number].place}
              : shown(stacks_.at(number, event.thread, event.pc)));
    }
    return result;
  }

  // With where a block of the heap comes from.
  std::string object_in_full(const Finding& found) {
    unsigned size = 0;
    for (const std::uint32_t number : found.steps)
      if (number < run_.events.size() &&
          run_.events[number].object == found.object)
        size = shown_size(run_.events[number]);
    Event event{};
    event.object = found.object;
    event.size = static_cast<std::uint8_t>(std::min(size, 255u));
    std::string text = name(event).name;
    if (place_of(found.object) != Place::kHeap) return text;
    const HeapBlock* block = names_.block_of(found.object);
    if (block == nullptr) return text;
    const TraceStep& allocation = document_.steps[block->step];
    text += ", in the " + std::to_string(block->size) + " bytes that " +
            thread_name(allocation.thread) + " allocated in step " +
            std::to_string(block->step) + " (" +
            show_place(document_, allocation.place) + ")";
    return text;
  }

  const Run& run_;
  CallStacks stacks_;
  SourceFiles files_;
  ObjectNames names_;
  ReadsFrom reads_;
  std::vector<SourcePlace> places_;
  TraceDocument document_;
};

}  // namespace

TraceDocument make_document(const Run& run, std::span<const Finding> findings,
                            Symbols& symbols, TraceDocument about) {
  return Builder(run, symbols, std::move(about)).build(findings);
}

}  // namespace interleave
