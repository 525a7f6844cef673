#include "labs/interleave/report/html_timeline.hh"

#include "labs/interleave/report/phrases.hh"

#include <algorithm>
#include <map>
#include <set>

#include "labs/interleave/report/html_text.hh"

namespace interleave {

namespace {

class Table {
 public:
  explicit Table(const TraceDocument& document)
      : document_(document), threads_(page_columns(document)) {
    columns_ = threads_.size();
    if (columns_ < document.threads.size()) ++columns_;
    important_ = cited_steps(document);
    for (const TraceStep& step : document.steps)
      if (!source_line(document, step.place).empty())
        files_used_[step.thread].insert(*step.place.file);
  }

  std::string draw() {
    text_ =
        "<table id=\"timeline\">\n<caption>Every row is a step; it stands "
        "in the column of its thread.</caption>\n";
    head();
    text_ += "<tbody>\n";
    for (const TimelineRow& row : shown_rows(document_)) {
      if (row.collapsed)
        folded(row);
      else
        step(row.first);
    }
    the_end();
    return text_ + "</tbody>\n</table>\n";
  }

 private:
  // Of a thread; that of the others is the last one.
  std::size_t column_of(unsigned thread) const {
    return static_cast<std::size_t>(
        std::find(threads_.begin(), threads_.end(), thread) - threads_.begin());
  }
  bool is_other(unsigned thread) const {
    return column_of(thread) == threads_.size();
  }

  void head() {
    text_ += "<thead><tr><th scope=\"col\" class=\"number\">step</th>";
    for (const unsigned number : threads_) {
      const TraceThread& thread = document_.threads[number];
      text_ += "<th scope=\"col\" class=\"" + thread_class(number) + "\">" +
               html_text(thread.name);
      // Of a client's script the name is enough.
      const std::string function =
          thread.function.substr(thread.function.rfind('/') + 1);
      if (!function.empty() && function != "main")
        text_ += " <small>" + html_text(function) + "</small>";
      text_ += "</th>";
    }
    if (columns_ > threads_.size())
      text_ += "<th scope=\"col\">" +
               std::to_string(document_.threads.size() - threads_.size()) +
               " other threads</th>";
    text_ += "</tr></thead>\n";
  }

  // Cells of a row in which one thread has something to say.
  void cells(unsigned thread, const std::string& content) {
    for (std::size_t i = 0; i < columns_; ++i)
      text_ += i == column_of(thread) ? "<td class=\"" + thread_class(thread) +
                                            "\">" + content + "</td>"
                                      : "<td></td>";
  }

  void rule(const std::string& kind, const std::string& words) {
    text_ += "<tr class=\"rule " + kind + "\"><td colspan=\"" +
             std::to_string(columns_ + 1) + "\"><span>" + html_text(words) +
             "</span></td></tr>\n";
  }

  void rules_above(std::uint32_t number) {
    const TraceStep& step = document_.steps[number];
    if (document_.no_return && document_.no_return->step == number)
      rule("no-return",
           "point of no return: up to here it could still go well");
    const std::string words = switch_phrase(document_, step);
    if (words.empty()) return;
    line_shown_.erase(step.thread);
    if (step.switched == SwitchKind::kPreemption)
      rule("preemption", words);
    else if (step.switched == SwitchKind::kForced)
      rule("forced", "forced: " + words);
    else
      rule("yielded", words);
  }

  // With the file's name only in the column of a thread that uses several.
  std::string line_number(unsigned thread, const SourcePlace& place) const {
    const auto used = files_used_.find(thread);
    const bool several = used != files_used_.end() && used->second.size() > 1;
    return several ? show_place(document_, place) : std::to_string(place.line);
  }

  // The line, unless the thread's row above was of the same.
  std::string source(unsigned thread, const SourcePlace& place) {
    const std::string_view line = source_line(document_, place);
    if (line.empty()) return {};
    const auto shown = std::pair(*place.file, place.line);
    const auto before = line_shown_.find(thread);
    if (before != line_shown_.end() && before->second == shown) return {};
    line_shown_[thread] = shown;
    return "<code class=\"source\"><b>" +
           html_text(line_number(thread, place)) + "</b> " + html_text(line) +
           "</code>";
  }

  std::string seen(const TraceStep& step) const {
    if (step.saw_initial) return " <small>initial value</small>";
    if (!step.saw && !step.partner) return {};
    const std::uint32_t origin = step.saw ? *step.saw : *step.partner;
    const unsigned other = document_.steps[origin].thread;
    const std::string by =
        step.saw && other == step.thread
            ? "own write"
            : (step.saw ? "from " : "through ") + document_.threads[other].name;
    const std::string number = std::to_string(origin);
    return " <small class=\"saw\">" + html_text(by) + ", <a href=\"#s" +
           number + "\">step " + number + "</a></small>";
  }

  void step(std::uint32_t number) {
    rules_above(number);
    const TraceStep& step = document_.steps[number];
    const bool matters = important_.contains(number);
    const bool bounds =
        step.op == Op::kThreadBegin || step.op == Op::kThreadEnd;
    std::string content;
    if (is_other(step.thread))
      content =
          "<i>" + html_text(document_.threads[step.thread].name) + "</i> ";
    if (!bounds) content += source(step.thread, step.place);
    content += "<span class=\"did\">" + html_text(phrase(step)) + "</span>" +
               seen(step);
    const std::string id = std::to_string(number);
    text_ += "<tr id=\"s" + id + "\" class=\"step";
    if (matters) text_ += " matters";
    if (step.switched != SwitchKind::kNone && number != 0) text_ += " switched";
    text_ += "\"><th scope=\"row\">";
    if (matters) text_ += "<span class=\"mark\">part of the finding: </span>";
    text_ += id + "</th>";
    cells(step.thread, content);
    text_ += "</tr>\n";
  }

  void folded(const TimelineRow& row) {
    const std::uint32_t last = row.first + row.count - 1;
    const unsigned thread = document_.steps[row.first].thread;
    bool several = false;
    for (std::uint32_t i = row.first; i <= last; ++i)
      several = several || document_.steps[i].thread != thread;
    const std::string button =
        "<button type=\"button\" aria-expanded=\"false\">" +
        std::to_string(row.count) + (row.count == 1 ? " step" : " steps") +
        (several ? " of several threads" : "") + "</button>";
    text_ += "</tbody>\n<tbody><tr class=\"more\" data-last=\"" +
             std::to_string(last) + "\"><th scope=\"row\">" +
             std::to_string(row.first) +
             (row.count == 1 ? "" : "\u2013" + std::to_string(last)) + "</th>";
    if (several)
      text_ += "<td colspan=\"" + std::to_string(columns_) + "\">" + button +
               "</td>";
    else
      cells(thread, button);
    text_ += "</tr></tbody>\n<tbody class=\"folded\">\n";
    line_shown_.clear();
    for (std::uint32_t i = row.first; i <= last; ++i) step(i);
    text_ += "</tbody>\n<tbody>\n";
    line_shown_.clear();
  }

  // What a thread that had not ended was about to do: of a deadlock the half
  // of the story that never became a step.
  std::string last_words(const TraceThread& thread) {
    if (document_.ended_by == thread.number && !document_.ended_at.empty())
      return source(thread.number, document_.ended_at.front()) +
             "<span class=\"did\">fails here</span>";
    if (thread.fate != ThreadFate::kBlocked &&
        thread.fate != ThreadFate::kWaiting)
      return {};
    return (thread.stack.empty()
                ? ""
                : source(thread.number, thread.stack.front())) +
           "<span class=\"did\">" +
           html_text(waits_for(thread.pending, thread.pending_object)) +
           "</span>";
  }

  void the_end() {
    rule(document_.findings.empty() ? "end passed" : "end",
         "the end: " +
             std::string(verdict_of(document_) == Verdict::kAssertion
                             ? "assertion failed: "
                             : "") +
             document_.ending);
    line_shown_.clear();
    text_ += "<tr id=\"end\" class=\"step stuck\"><th scope=\"row\">end</th>";
    for (const unsigned number : threads_) {
      const std::string words = last_words(document_.threads[number]);
      text_ += words.empty() ? "<td></td>"
                             : "<td class=\"" + thread_class(number) + "\">" +
                                   words + "</td>";
    }
    if (columns_ > threads_.size()) text_ += "<td></td>";
    text_ += "</tr>\n";
  }

  const TraceDocument& document_;
  std::vector<unsigned> threads_;
  std::size_t columns_ = 0;
  std::set<std::uint32_t> important_;
  std::map<unsigned, std::set<std::size_t>> files_used_;  // by a thread
  std::map<unsigned, std::pair<std::size_t, unsigned>> line_shown_;
  std::string text_;
};

}  // namespace

std::string html_timeline(const TraceDocument& document) {
  return Table(document).draw();
}

}  // namespace interleave
