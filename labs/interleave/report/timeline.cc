#include "labs/interleave/report/timeline.hh"

#include <algorithm>
#include <map>
#include <set>

#include "labs/interleave/report/phrases.hh"
#include "labs/interleave/report/plain_text.hh"
#include "labs/interleave/report/shown_threads.hh"

namespace interleave {

namespace {

constexpr std::size_t kMostThreads = 8;
constexpr std::size_t kNarrowest = 22;  // a column that still can be read
constexpr std::size_t kLeastWidth = 40;

// What a row says, to be placed in a column.
struct Line {
  std::string text;
  Ink ink = Ink::kPlain;
};

class Timeline {
 public:
  Timeline(const TraceDocument& document, const TextStyle& style)
      : document_(document),
        style_(style),
        drawing_(drawing_of(style)),
        threads_(shown_threads(document, kMostThreads)) {
    width_ = std::max<std::size_t>(style.width, kLeastWidth);
    const std::size_t last = std::max<std::size_t>(document.steps.size(), 1);
    gutter_ = std::max<std::size_t>(std::to_string(last - 1).size(), 3) + 2;
    lay_out();
    for (const TraceFinding& finding : document.findings)
      important_.insert(finding.steps.begin(), finding.steps.end());
    for (const TraceStep& step : document.steps)
      if (step.place.file && step.place.line != 0)
        files_used_.insert(*step.place.file);
  }

  std::string draw() {
    header();
    for (const TimelineRow& row : timeline_rows(document_)) {
      if (!is_shown(document_.steps[row.first].thread)) {
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
    return std::move(text_);
  }

 private:
  // Columns if there is room, else lines on the left.
  void lay_out() {
    const std::size_t count = std::max<std::size_t>(threads_.size(), 1);
    const std::size_t separator = 3;  // " | " before each column
    const std::size_t room = width_ - gutter_;
    column_ = room / count > separator ? room / count - separator : 0;
    lanes_ = column_ < kNarrowest;
    if (!lanes_) return;
    const std::size_t used = 2 * count + 2;
    column_ = std::max<std::size_t>(room > used ? room - used : 0, kNarrowest);
  }

  bool is_shown(unsigned thread) const {
    return std::binary_search(threads_.begin(), threads_.end(), thread);
  }

  std::string title(const TraceThread& thread) const {
    const bool says_itself = thread.number == 0 || thread.function.empty();
    return says_itself ? thread.name : thread.name + ": " + thread.function;
  }

  void header() {
    if (lanes_) return lanes_header();
    std::string line = padded(" step", gutter_);
    std::string rule = repeated(drawing_.horizontal, gutter_);
    for (const unsigned thread : threads_) {
      const std::string name =
          cut(title(document_.threads[thread]), column_, drawing_.ellipsis);
      line += " " + std::string(drawing_.vertical) + " " +
              inked(padded(name, column_), Ink::kBold, style_);
      rule += std::string(drawing_.horizontal) + std::string(drawing_.cross) +
              repeated(drawing_.horizontal, column_ + 1);
    }
    put(line);
    put(rule);
  }

  static std::string lane_name(const TraceThread& thread) {
    return thread.client ? "c" : std::to_string(thread.number % 10);
  }

  void lanes_header() {
    std::string line = padded(" step", gutter_);
    for (const unsigned thread : threads_) {
      const TraceThread& shown = document_.threads[thread];
      line += " " + lane_name(shown);
    }
    std::string names;
    for (const unsigned thread : threads_)
      names += (names.empty() ? "" : ", ") + title(document_.threads[thread]);
    bool first = true;
    for (const std::string& part : wrapped(names, column_)) {
      put(first ? line + "  " + part
                : std::string(width_of(line) + 2, ' ') + part);
      first = false;
    }
    put(repeated(drawing_.horizontal, width_));
  }

  // Takes blanks off the end, which nobody sees and editors mark.
  void put(std::string line) {
    const std::size_t last = line.find_last_not_of(' ');
    line.resize(last == std::string::npos ? 0 : last + 1);
    text_ += line + "\n";
  }

  void rule(const std::string& words, std::string_view stroke, Ink ink) {
    const std::string start = repeated(stroke, gutter_ > 2 ? gutter_ - 2 : 0);
    const std::string said =
        cut(words, width_ - width_of(start) - 4, drawing_.ellipsis);
    std::string line = start + " " + said + " ";
    const std::size_t used = width_of(line);
    line += repeated(stroke, used < width_ ? width_ - used : 0);
    put(inked(line, ink, style_));
  }

  // Between the rows: switches, and where the failure became certain.
  void above(const TimelineRow& row) {
    const TraceStep& step = document_.steps[row.first];
    if (step.switched != SwitchKind::kNone) forget_line(step.thread);
    if (document_.no_return && document_.no_return->step == row.first)
      rule("point of no return: the last step that can save it is above",
           drawing_.heavy, Ink::kRed);
    const std::string words = switch_phrase(document_, step);
    switch (step.switched) {
      case SwitchKind::kNone:
        break;
      case SwitchKind::kPreemption:
        rule(words, drawing_.heavy, Ink::kYellow);
        break;
      case SwitchKind::kForced:
        rule("forced: " + words, drawing_.horizontal, Ink::kDim);
        break;
      case SwitchKind::kYielded:
        rule(words, drawing_.horizontal, Ink::kDim);
        break;
    }
  }

  void forget_line(unsigned thread) { line_shown_[thread] = SourcePlace(); }

  std::string number_cell(std::uint32_t step) const {
    const std::string number = std::to_string(step);
    const bool matters = important_.contains(step);
    const std::size_t room = gutter_ - 1;
    const std::string text = (matters ? std::string(drawing_.pointer) : " ") +
                             std::string(room - number.size(), ' ') + number;
    return inked(text, matters ? Ink::kRed : Ink::kPlain, style_);
  }

  void place_lines(unsigned thread, const std::string& number,
                   const std::vector<Line>& lines) {
    bool first = true;
    for (const Line& line : lines) {
      const std::string gutter = first ? number : std::string(gutter_, ' ');
      put(gutter +
          (lanes_ ? in_lane(thread, line, first) : in_column(thread, line)));
      first = false;
    }
  }

  std::string in_column(unsigned thread, const Line& line) const {
    std::string text;
    for (const unsigned shown : threads_) {
      const bool own = shown == thread;
      text += " " + std::string(drawing_.vertical) + " " +
              (own ? inked(padded(line.text, column_), line.ink, style_)
                   : std::string(column_, ' '));
    }
    return text;
  }

  std::string in_lane(unsigned thread, const Line& line, bool first) const {
    std::string text;
    for (const unsigned shown : threads_) {
      const bool active = shown == thread && first;
      text += " ";
      text += active ? drawing_.active : drawing_.vertical;
    }
    return text + "  " + inked(line.text, line.ink, style_);
  }

  std::string line_number(const SourcePlace& place) const {
    return files_used_.size() > 1 ? show_place(document_, place)
                                  : std::to_string(place.line);
  }

  // The line of the source, unless the thread's row above was of the same.
  void add_source(const TraceStep& step, std::vector<Line>& lines) {
    const SourcePlace& place = step.place;
    SourcePlace& before = line_shown_[step.thread];
    const bool same = before.line == place.line && before.file == place.file;
    if (!place.file || place.line == 0 || same) return;
    before = place;
    const std::string text =
        line_number(place) + ": " + std::string(source_line(document_, place));
    lines.push_back({cut(text, column_, drawing_.ellipsis), Ink::kBold});
  }

  std::string seen(const TraceStep& step) const {
    if (step.saw_initial) return " (initial value)";
    if (!step.saw) return {};
    const TraceStep& write = document_.steps[*step.saw];
    const std::string number = std::to_string(*step.saw);
    if (write.thread == step.thread) return " (its own, step " + number + ")";
    return " (from " + document_.threads[write.thread].name + ", step " +
           number + ")";
  }

  void full(std::uint32_t number) {
    const TraceStep& step = document_.steps[number];
    std::vector<Line> lines;
    add_source(step, lines);
    const bool matters = important_.contains(number);
    const std::size_t indent = 2;
    for (const std::string& part :
         wrapped(phrase(step) + seen(step), column_ - indent))
      lines.push_back(
          {std::string(indent, ' ') + part, matters ? Ink::kRed : Ink::kPlain});
    place_lines(step.thread, number_cell(number), lines);
  }

  void collapsed(const TimelineRow& row) {
    const TraceStep& step = document_.steps[row.first];
    forget_line(step.thread);
    place_lines(step.thread, std::string(gutter_, ' '),
                {{std::string(drawing_.ellipsis) + " " +
                      std::to_string(row.count) + " steps",
                  Ink::kDim}});
  }

  void hide(const TimelineRow& row) {
    hidden_ += row.count;
    hidden_threads_.insert(document_.steps[row.first].thread);
  }

  void flush_hidden() {
    if (hidden_ == 0) return;
    const std::size_t threads = hidden_threads_.size();
    rule(std::to_string(hidden_) + (hidden_ == 1 ? " step" : " steps") +
             " of " + std::to_string(threads) +
             (threads == 1 ? " thread that is" : " threads that are") +
             " not shown",
         drawing_.horizontal, Ink::kDim);
    hidden_ = 0;
    hidden_threads_.clear();
  }

  const TraceDocument& document_;
  const TextStyle& style_;
  const Drawing& drawing_;
  std::vector<unsigned> threads_;
  std::size_t width_ = 0;
  std::size_t gutter_ = 0;  // of the step's number, and of the pointer
  std::size_t column_ = 0;  // of the text
  bool lanes_ = false;
  std::set<std::uint32_t> important_;
  std::set<std::size_t> files_used_;
  std::map<unsigned, SourcePlace> line_shown_;
  std::uint32_t hidden_ = 0;
  std::set<unsigned> hidden_threads_;
  std::string text_;
};

}  // namespace

std::string timeline(const TraceDocument& document, const TextStyle& style) {
  return Timeline(document, style).draw();
}

}  // namespace interleave
