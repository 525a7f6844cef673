#include "labs/interleave/report/timeline.hh"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "labs/interleave/report/phrases.hh"
#include "labs/interleave/report/plain_text.hh"
#include "labs/interleave/report/shown_threads.hh"
#include "labs/interleave/report/timeline_canvas.hh"

namespace interleave {

namespace {

constexpr std::size_t kMostThreads = 8;
constexpr std::size_t kMostSourceLines = 2;
constexpr std::size_t kIndent = 2;  // of what a step did, under its source

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    longest = std::max(longest, width_of(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

class Timeline {
 public:
  Timeline(const TraceDocument& document, const TextStyle& style)
      : document_(document),
        drawing_(drawing_of(style)),
        threads_(shown_threads(document, kMostThreads)),
        canvas_(document, threads_, style),
        important_(cited_steps(document)) {
    for (const TraceStep& step : document.steps)
      if (has_source(step.place)) files_used_.insert(*step.place.file);
  }

  std::string draw() {
    canvas_.header();
    for (const TimelineRow& row : shown_rows(document_)) {
      if (!canvas_.has(document_.steps[row.first].thread)) {
        hide(row);
        continue;
      }
      flush_hidden();
      above(row);
      if (row.collapsed)
        collapsed(row);
      else
        full(row.first);
    }
    flush_hidden();
    stuck();
    return canvas_.take();
  }

 private:
  // Between the rows: switches, and where the failure became certain.
  void above(const TimelineRow& row) {
    const TraceStep& step = document_.steps[row.first];
    if (step.switched != SwitchKind::kNone) forget_line(step.thread);
    if (document_.no_return && document_.no_return->step == row.first)
      canvas_.rule("point of no return: up to here it could still go well",
                   drawing_.heavy, Ink::kRed);
    const std::string words = switch_phrase(document_, step);
    if (step.switched == SwitchKind::kPreemption)
      canvas_.rule(words, drawing_.heavy, Ink::kYellow);
    else if (step.switched == SwitchKind::kForced)
      canvas_.rule("forced: " + words, drawing_.horizontal, Ink::kDim);
    else if (step.switched == SwitchKind::kYielded)
      canvas_.rule(words, drawing_.horizontal, Ink::kDim);
  }

  bool has_source(const SourcePlace& place) const {
    return place.line != 0 && place.file &&
           !document_.files[*place.file].lines.empty();
  }

  void forget_line(unsigned thread) { line_shown_[thread] = SourcePlace(); }

  std::string line_number(const SourcePlace& place) const {
    return files_used_.size() > 1 ? show_place(document_, place)
                                  : std::to_string(place.line);
  }

  // The line of the source, unless the thread's row above was of the same; in
  // full where it matters.
  void add_source(const TraceStep& step, bool matters,
                  std::vector<CanvasLine>& lines) {
    const SourcePlace& place = step.place;
    // The head of a function says nothing that the column's head does not.
    if (step.op == Op::kThreadBegin || step.op == Op::kThreadEnd) return;
    SourcePlace& before = line_shown_[step.thread];
    const bool same = before.line == place.line && before.file == place.file;
    if (!has_source(place) || same) return;
    before = place;
    const std::string number = line_number(place) + ": ";
    const std::string text =
        number + std::string(source_line(document_, place));
    // Words that do not fit beside the number would leave it alone.
    const bool wraps = longest_word(text) + number.size() <= canvas_.column();
    std::vector<std::string> parts = wrapped(text, canvas_.column());
    if (!matters || !wraps || parts.size() > kMostSourceLines) {
      lines.push_back(
          {cut(text, canvas_.column(), drawing_.ellipsis), Ink::kBold});
      return;
    }
    for (std::string& part : parts)
      lines.push_back({std::move(part), Ink::kBold});
  }

  void add_words(const std::string& words, Ink ink,
                 std::vector<CanvasLine>& lines) const {
    const std::string blanks(kIndent, ' ');
    for (const std::string& part : wrapped(words, canvas_.column() - kIndent))
      lines.push_back({blanks + part, ink});
  }

  std::string short_name(unsigned thread) const {
    return thread == 0 ? "thread 0" : document_.threads[thread].name;
  }

  std::string seen(const TraceStep& step) const {
    if (step.saw_initial) return " (initial value)";
    if (!step.saw) return {};
    const TraceStep& write = document_.steps[*step.saw];
    const std::string number = std::to_string(*step.saw);
    if (write.thread == step.thread) return " (own write, step " + number + ")";
    return " (from " + short_name(write.thread) + ", step " + number + ")";
  }

  void full(std::uint32_t number) {
    const TraceStep& step = document_.steps[number];
    const bool matters = important_.contains(number);
    std::vector<CanvasLine> lines;
    add_source(step, matters, lines);
    add_words(phrase(step) + seen(step), matters ? Ink::kRed : Ink::kPlain,
              lines);
    canvas_.row(step.thread, std::to_string(number), matters, lines);
  }

  // What the threads that had not ended were about to do: of a deadlock the
  // half of the story that never became a step.
  void stuck() {
    const Verdict verdict = verdict_of(document_);
    if (verdict != Verdict::kDeadlock && verdict != Verdict::kLostWakeup)
      return;
    bool first = true;
    for (const unsigned number : threads_) {
      const TraceThread& thread = document_.threads[number];
      if (thread.fate != ThreadFate::kBlocked &&
          thread.fate != ThreadFate::kWaiting)
        continue;
      if (std::exchange(first, false))
        canvas_.rule("the end: " + document_.ending, drawing_.heavy, Ink::kRed);
      TraceStep pending;
      pending.thread = number;
      if (!thread.stack.empty()) pending.place = thread.stack.front();
      forget_line(number);
      std::vector<CanvasLine> lines;
      add_source(pending, true, lines);
      add_words(waits_for(thread.pending, thread.pending_object), Ink::kRed,
                lines);
      canvas_.row(number, "", false, lines);
    }
  }

  void collapsed(const TimelineRow& row) {
    const TraceStep& step = document_.steps[row.first];
    forget_line(step.thread);
    const std::string words = std::string(drawing_.ellipsis) + " " +
                              std::to_string(row.count) +
                              (row.count == 1 ? " step" : " steps");
    canvas_.row(step.thread, "", false, {{words, Ink::kDim}});
  }

  void hide(const TimelineRow& row) {
    hidden_ += row.count;
    hidden_threads_.insert(document_.steps[row.first].thread);
  }

  void flush_hidden() {
    if (hidden_ == 0) return;
    const std::size_t threads = hidden_threads_.size();
    canvas_.rule(std::to_string(hidden_) + (hidden_ == 1 ? " step" : " steps") +
                     " of " + std::to_string(threads) +
                     (threads == 1 ? " thread that is" : " threads that are") +
                     " not shown",
                 drawing_.horizontal, Ink::kDim);
    hidden_ = 0;
    hidden_threads_.clear();
  }

  const TraceDocument& document_;
  const Drawing& drawing_;
  std::vector<unsigned> threads_;
  Canvas canvas_;
  std::set<std::uint32_t> important_;
  std::set<std::size_t> files_used_;
  std::map<unsigned, SourcePlace> line_shown_;  // by thread
  std::uint32_t hidden_ = 0;                    // steps
  std::set<unsigned> hidden_threads_;
};

}  // namespace

std::string timeline(const TraceDocument& document, const TextStyle& style) {
  return Timeline(document, style).draw();
}

}  // namespace interleave
