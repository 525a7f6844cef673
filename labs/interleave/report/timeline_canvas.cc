#include "labs/interleave/report/timeline_canvas.hh"

#include <algorithm>
#include <utility>

#include "labs/interleave/report/plain_text.hh"

namespace interleave {

namespace {

constexpr std::size_t kNarrowest = 22;  // a column that still can be read
constexpr std::size_t kLeastWidth = 40;
constexpr std::size_t kSeparator = 3;  // " | " before each column

std::string title(const TraceThread& thread) {
  const bool says_itself = thread.number == 0 || thread.function.empty();
  return says_itself ? thread.name : thread.name + ": " + thread.function;
}

std::string lane_name(const TraceThread& thread) {
  return thread.client ? "c" : std::to_string(thread.number % 10);
}

}  // namespace

Canvas::Canvas(const TraceDocument& document, std::vector<unsigned> threads,
               const TextStyle& style)
    : document_(document),
      style_(style),
      drawing_(drawing_of(style)),
      threads_(std::move(threads)),
      width_(std::max<std::size_t>(style.width, kLeastWidth)) {
  const std::size_t last = std::max<std::size_t>(document.steps.size(), 1) - 1;
  gutter_ = std::max<std::size_t>(std::to_string(last).size(), 3) + 2;
  const std::size_t count = std::max<std::size_t>(threads_.size(), 1);
  const std::size_t room = width_ - gutter_;
  column_ = room / count > kSeparator ? room / count - kSeparator : 0;
  lanes_ = column_ < kNarrowest;
  if (!lanes_) return;
  const std::size_t used = 2 * count + 2;
  column_ = room > used ? room - used : 1;
}

bool Canvas::has(unsigned thread) const {
  return std::binary_search(threads_.begin(), threads_.end(), thread);
}

std::string Canvas::take() { return std::exchange(text_, {}); }

// Takes blanks off the end, which nobody sees and editors mark.
void Canvas::put(std::string line) {
  const std::size_t last = line.find_last_not_of(' ');
  line.resize(last == std::string::npos ? 0 : last + 1);
  text_ += line + "\n";
}

void Canvas::header() {
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

void Canvas::lanes_header() {
  std::string line = padded(" step", gutter_);
  std::string names;
  for (const unsigned thread : threads_) {
    line += " " + lane_name(document_.threads[thread]);
    names += (names.empty() ? "" : ", ") + title(document_.threads[thread]);
  }
  const std::string blanks(width_of(line) + 2, ' ');
  text_ += paragraph(names, width_, line + "  ", blanks);
  put(repeated(drawing_.horizontal, width_));
}

void Canvas::rule(const std::string& words, std::string_view stroke, Ink ink) {
  const std::size_t indent = gutter_ - 2;
  std::string start = repeated(stroke, indent);
  bool first = true;
  for (const std::string& part : wrapped(words, width_ - indent - 4)) {
    std::string line = start + " " + part;
    const std::size_t used = width_of(line) + 1;
    if (first) line += " " + repeated(stroke, width_ - used);
    put(inked(line, ink, style_));
    start.assign(indent, ' ');
    first = false;
  }
}

std::string Canvas::number_cell(const std::string& step, bool matters) const {
  const std::string text = (matters ? std::string(drawing_.pointer) : " ") +
                           std::string(gutter_ - 1 - step.size(), ' ') + step;
  return inked(text, matters ? Ink::kRed : Ink::kPlain, style_);
}

void Canvas::row(unsigned thread, const std::string& step, bool matters,
                 const std::vector<CanvasLine>& lines) {
  bool first = true;
  for (const CanvasLine& line : lines) {
    put((first ? number_cell(step, matters) : std::string(gutter_, ' ')) +
        (lanes_ ? in_lane(thread, line, first) : in_column(thread, line)));
    first = false;
  }
}

std::string Canvas::in_column(unsigned thread, const CanvasLine& line) const {
  std::string text;
  for (const unsigned shown : threads_) {
    text +=
        " " + std::string(drawing_.vertical) + " " +
        (shown == thread ? inked(padded(line.text, column_), line.ink, style_)
                         : std::string(column_, ' '));
  }
  return text;
}

std::string Canvas::in_lane(unsigned thread, const CanvasLine& line,
                            bool first) const {
  std::string text;
  for (const unsigned shown : threads_) {
    const bool active = shown == thread && first;
    text += " ";
    text += active
                ? inked(lane_name(document_.threads[shown]), Ink::kBold, style_)
                : std::string(drawing_.vertical);
  }
  return text + "  " + inked(line.text, line.ink, style_);
}

}  // namespace interleave
