#include "labs/interleave/report/card_stories.hh"

#include <algorithm>

#include "labs/interleave/report/locks_held.hh"
#include "labs/interleave/report/lost_update.hh"
#include "labs/interleave/report/phrases.hh"
#include "labs/interleave/report/waiting_story.hh"

namespace interleave {

namespace {

constexpr unsigned kSourceIndent = 4;
constexpr std::size_t kMostFrames = 6;
constexpr std::size_t kMostRepeated = 12;

class Story {
 public:
  Story(const TraceDocument& document, const TraceFinding& finding)
      : document_(document), finding_(finding) {}

  std::vector<Paragraph> tell() {
    switch (finding_.verdict) {
      case Verdict::kDataRace:
        race();
        break;
      case Verdict::kDeadlock:
        deadlock();
        break;
      case Verdict::kLostWakeup:
        lost_wakeup();
        break;
      case Verdict::kLivelock:
        livelock();
        break;
      case Verdict::kLockOrder:
        lock_order();
        break;
      case Verdict::kMemoryError:
        memory_error();
        break;
      default:
        plain();
        break;
    }
    return std::move(paragraphs_);
  }

 private:
  const std::string& name(unsigned thread) const {
    return document_.threads[thread].name;
  }
  const TraceStep& step(std::size_t i) const {
    return document_.steps[finding_.steps[i]];
  }
  static std::string in_step(std::uint32_t number) {
    return "step " + std::to_string(number);
  }

  void say(std::string text, unsigned indent = 0) {
    paragraphs_.push_back({std::move(text), indent, false});
  }

  void source(const SourcePlace& place) {
    const std::string_view line = source_line(document_, place);
    if (line.empty()) return;
    paragraphs_.push_back(
        {show_place(document_, place) + ": " + std::string(line), kSourceIndent,
         true});
  }

  // The line, and who called the function it is in.
  void stack(const std::vector<SourcePlace>& frames) {
    if (frames.empty()) return;
    source(frames.front());
    // Without callers the timeline's header says enough.
    if (frames.size() > 1 && !frames.front().function.empty())
      say("in " + frames.front().function, kSourceIndent);
    for (std::size_t i = 1; i < frames.size(); ++i) {
      if (i == kMostFrames) {
        say("... " + std::to_string(frames.size() - i) + " more",
            kSourceIndent);
        return;
      }
      const std::string by =
          frames[i].function.empty() ? "" : "by " + frames[i].function + ", ";
      say("called " + by + show_place(document_, frames[i]), kSourceIndent);
    }
  }

  // "thread 1 writes counter: 1 (step 8):", and the stack.
  void step_with_stack(std::size_t i) {
    const std::uint32_t number = finding_.steps[i];
    say(name(step(i).thread) + " " + phrase(step(i)) + " (" + in_step(number) +
        "):");
    stack(finding_.stacks[i]);
  }

  void detail() {
    if (!finding_.detail.empty()) say(finding_.detail);
  }

  void race() {
    for (std::size_t i = 0; i < finding_.steps.size(); ++i) step_with_stack(i);
    if (finding_.steps.size() == 2)
      missing_edge();
    else
      detail();
    overwritten();
  }

  std::string holds(std::size_t i) const {
    const auto held = locks_held(document_, finding_.steps[i]);
    return name(step(i).thread) + " holds " +
           (held.empty() ? "no lock" : enumerated(held));
  }

  void missing_lock() {
    say("No lock is common to all accesses of it: here " + holds(0) + ", " +
        holds(1) +
        ". Another order, a start or a join, may keep them apart: this "
        "detector does not look for one.");
  }

  void missing_edge() {
    if (finding_.by_lockset) return missing_lock();
    const auto first = locks_held(document_, finding_.steps[0]);
    const auto second = locks_held(document_, finding_.steps[1]);
    if (first.empty() && second.empty())
      say("Nothing orders the two: neither thread holds a lock, and neither "
          "is started, joined or woken by the other in between.");
    else
      say("Nothing orders the two: no common lock (" + holds(0) + ", " +
          holds(1) +
          "), and neither is started, joined or woken by the "
          "other in between.");
    say("In other schedules they come the other way round, or at once.");
  }

  std::string where(const SourcePlace& place) const {
    return short_place(document_, place);
  }

  void tell_all(std::vector<Paragraph> more) {
    paragraphs_.insert(paragraphs_.end(), more.begin(), more.end());
  }

  void deadlock() {
    const bool alone = finding_.threads.size() <= 1;
    if (finding_.cycle && !alone)
      say("Each waits for what the next one has, the last one for the first:");
    tell_all(who_waits(document_, finding_));
    tell_all(who_was_woken(document_, finding_));
    if (finding_.cycle && alone) detail();
    say("Nobody can go on.");
  }

  void lost_wakeup() {
    if (finding_.steps.size() < 2) {
      detail();
    } else {
      const TraceStep& signal = step(0);
      const TraceStep& wait = step(1);
      const bool nobody = signal.value == "0";
      say((nobody ? "The signal in " + in_step(finding_.steps[0]) +
                        " had no waiter: "
                  : "In " + in_step(finding_.steps[0]) + " ") +
          name(signal.thread) + " signals " + signal.object + " at");
      source(signal.place);
      const bool early = finding_.steps[0] < finding_.steps[1];
      say(name(wait.thread) +
          (early ? " began to wait only afterwards, in " : " waits since ") +
          in_step(finding_.steps[1]) + ", at");
      source(wait.place);
      if (!nobody) detail();
      say("A signal is not kept for later: whoever waits must first look, "
          "under the mutex, whether there is anything to wait for.");
    }
    say("In the end:");
    tell_all(who_waits(document_, finding_));
  }

  void livelock() {
    detail();
    if (!finding_.steps.empty()) {
      say("These steps come again and again:");
      for (std::size_t i = 0; i < finding_.steps.size(); ++i) {
        if (i == kMostRepeated) {
          say("...", 2);
          break;
        }
        say(in_step(finding_.steps[i]) + ": " + name(step(i).thread) + " " +
                phrase(step(i)) + " (" + where(step(i).place) + ")",
            2);
      }
    }
    say("Everybody runs, nobody gets anywhere.");
  }

  void lock_order() {
    for (std::size_t i = 0; i + 1 < finding_.steps.size(); i += 2)
      say(name(step(i).thread) + " holds " + step(i).object + " (" +
              where(step(i).place) + ", " + in_step(finding_.steps[i]) +
              ") and takes " + step(i + 1).object + " (" +
              where(step(i + 1).place) + ", " + in_step(finding_.steps[i + 1]) +
              ")",
          2);
    say("The locks are taken in different orders. This schedule went well; in "
        "another one each thread may have the first of its locks and wait for "
        "the other.");
  }

  void memory_error() {
    detail();
    if (!finding_.object.empty()) say("The memory: " + finding_.object + ".");
    for (std::size_t i = 0; i < finding_.steps.size(); ++i) step_with_stack(i);
  }

  void origin_of(const TraceStep& read) {
    if (!read.saw) return;
    const TraceStep& write = document_.steps[*read.saw];
    say(name(write.thread) + " wrote that in " + in_step(*read.saw) + ":");
    source(write.place);
  }

  void overwritten() {
    const auto lost = find_lost_update(document_);
    if (!lost) return;
    const TraceStep& read = document_.steps[lost->read];
    say("An update was lost: " + name(read.thread) + " read " + read.object +
        " in " + in_step(lost->read) + ", " +
        name(document_.steps[lost->overwritten].thread) + " wrote it in " +
        in_step(lost->overwritten) + ", and " + name(read.thread) +
        " wrote over that in " + in_step(lost->write) +
        ", from what it had read before.");
  }

  // Where it failed, unless that is the line of the last step anyway.
  void ended_at() {
    if (!document_.ended_by || document_.ended_at.empty()) return;
    const SourcePlace& place = document_.ended_at.front();
    const bool told = !finding_.steps.empty() &&
                      step(finding_.steps.size() - 1).place.line == place.line;
    if (told || source_line(document_, place).empty()) return;
    say(name(*document_.ended_by) + " failed at:");
    stack(document_.ended_at);
    say("Its last step before:");
  }

  void slept() {
    const auto early =
        std::find_if(document_.steps.begin(), document_.steps.end(),
                     [](const TraceStep& one) {
                       return one.op == Op::kSleepDone && one.early;
                     });
    if (early == document_.steps.end()) return;
    const auto number = early - document_.steps.begin();
    say("The sleep of " + name(early->thread) + " ended in " +
        in_step(static_cast<std::uint32_t>(number)) +
        ". A sleep orders nothing: it may end while another thread has not "
        "even begun.");
  }

  void plain() {
    const bool in_title = finding_.verdict == Verdict::kAssertion ||
                          finding_.verdict == Verdict::kExitStatus;
    if (!in_title) detail();
    ended_at();
    for (std::size_t i = 0; i < finding_.steps.size(); ++i) step_with_stack(i);
    for (std::size_t i = 0; i < finding_.steps.size(); ++i) origin_of(step(i));
    overwritten();
    if (in_title) slept();
  }

  const TraceDocument& document_;
  const TraceFinding& finding_;
  std::vector<Paragraph> paragraphs_;
};

}  // namespace

std::vector<Paragraph> story_of(const TraceDocument& document,
                                const TraceFinding& finding) {
  return Story(document, finding).tell();
}

}  // namespace interleave
