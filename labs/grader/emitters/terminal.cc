#include "labs/grader/emitters/terminal.hh"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "labs/grader/emitters/columns.hh"
#include "labs/grader/emitters/page.hh"
#include "labs/grader/emitters/platforms.hh"
#include "labs/grader/emitters/presentation.hh"

namespace grader {
namespace {

constexpr std::size_t kPointsColumns = 12;  // "    0/10    "
constexpr std::size_t kTitleColumn = 21;
constexpr std::size_t kOutputLines = 24;    // of a program, its last ones
constexpr std::size_t kCompilerLines = 30;  // the first ones: errors cascade
constexpr std::string_view kRule = "  ----------";
constexpr std::string_view kPrompt = "    $ ";
constexpr std::string_view kComment = "  # shows, ";  // at the end of a replay
constexpr std::string_view kUnconfined =
    "Not confined: the program ran with all of your own rights.";

std::string_view word_for(Status status) {
  switch (status) {
    case Status::kPassed:
      return "passed";
    case Status::kFailed:
      return "FAILED";
    case Status::kTimedOut:
      return "TIMEOUT";
    case Status::kError:
      return "error";
    case Status::kSkipped:
      return "not run";
  }
  return "error";
}

Ink ink_for(Status status) {
  if (status == Status::kPassed) return Ink::kGood;
  return status == Status::kSkipped ? Ink::kDim : Ink::kBad;
}

/// "    0/10    ", the slashes below each other.
std::string points_field(int points, int maximum) {
  const std::string awarded = std::to_string(points);
  return padded(std::string(awarded.size() < 5 ? 5 - awarded.size() : 0, ' ') +
                    awarded + "/" + std::to_string(maximum),
                kPointsColumns);
}

void write_row(const TestResult& test, Page& page) {
  const std::string title =
      test.title + (test.visibility == Visibility::kHidden ? " (hidden)"
                    : test.visibility == Visibility::kAfterDue
                        ? " (shown later)"
                        : "");
  std::string start = points_field(test.points, test.maximum) +
                      page.inked(padded(std::string(word_for(test.status)),
                                        kTitleColumn - kPointsColumns),
                                 ink_for(test.status));
  for (const auto& piece : wrapped(title, kColumns - kTitleColumn)) {
    page.line(start + piece);
    start.assign(kTitleColumn, ' ');
  }
}

void write_table(const LabResult& result, Page& page) {
  std::string_view group;
  for (const TestResult& test : result.tests) {
    if (test.group != group) {
      group = test.group;
      for (const auto& piece : wrapped(group, kColumns - kPointsColumns)) {
        page.line(std::string(kPointsColumns, ' ') + piece, Ink::kStrong);
      }
    }
    write_row(test, page);
  }
  page.line(kRule);
  page.line(points_field(result.points(), result.maximum()) + "total",
            Ink::kStrong);
}

std::string last_lines(const std::string& text, std::size_t count) {
  auto lines = wrapped(text, kColumns - kValueColumn - 2);
  std::string tail;
  if (lines.size() > count) tail = "...\n";
  for (std::size_t at = lines.size() - std::min(count, lines.size());
       at < lines.size(); ++at) {
    tail += "| " + lines[at] + "\n";
  }
  return tail;
}

void write_replay(const TestResult& test, Page& page) {
  if (test.replay.empty()) return;
  const std::size_t end = test.replay.find(kComment);
  page.line("  to see it again:");
  page.line(std::string(kPrompt) + test.replay.substr(0, end), Ink::kStrong);
  if (end == test.replay.npos) return;
  page.block("shows", test.replay.substr(end + kComment.size()));
}

void write_failure(const TestResult& test, Page& page) {
  page.line();
  const int lost = test.maximum - test.points;
  page.paragraph(test.id + ", " + std::to_string(lost) +
                     (lost == 1 ? " point lost" : " points lost"),
                 Ink::kStrong);
  page.block("test", test.title);
  if (test.status == Status::kTimedOut) {
    page.block("verdict", "timeout: your program did not come to an end");
  } else if (!test.verdict.empty() && test.verdict != test.id) {
    page.block("verdict", test.verdict);
  }
  page.block("expected", test.expected);
  page.block("observed", test.observed);
  page.block("hint", test.hint);
  if (!test.output.empty()) {
    page.block("output", last_lines(test.output, kOutputLines));
  }
  write_replay(test, page);
}

bool is_failure(const TestResult& test) {
  return test.status == Status::kFailed || test.status == Status::kTimedOut;
}

void write_not_run(const LabResult& result, Page& page) {
  std::string ids;
  for (const TestResult& test : result.tests) {
    if (test.status != Status::kSkipped) continue;
    ids += (ids.empty() ? "" : ", ") + test.id;
  }
  page.line();
  if (ids.empty()) return;
  page.block("not run", ids + ": they build on tests that failed");
}

void write_compiler(const LabResult& result, Page& page) {
  if (result.build_output.empty()) return;
  page.line();
  page.line("The compiler said", Ink::kStrong);
  const auto lines = wrapped(result.build_output, kColumns - 4);
  const std::size_t shown = std::min(lines.size(), kCompilerLines);
  for (std::size_t at = 0; at < shown; ++at) page.line("  | " + lines[at]);
  if (shown < lines.size()) {
    page.line("  and " + std::to_string(lines.size() - shown) +
              " lines more; mend the first error first.");
  }
}

/// Then all tests failed, for one reason.
const TestResult* build_failure(const LabResult& result) {
  const auto first = std::ranges::find_if(result.tests, [](const auto& test) {
    return test.verdict == kBuildVerdict;
  });
  return first == result.tests.end() ? nullptr : &*first;
}

void write_failures(const LabResult& result, Page& page) {
  if (const TestResult* test = build_failure(result)) {
    page.line();
    page.block("expected", test->expected);
    page.block("observed", test->observed);
    return;
  }
  if (std::ranges::any_of(result.tests, is_failure)) {
    page.line();
    page.line("Why points were lost", Ink::kStrong);
  }
  for (const TestResult& test : result.tests) {
    if (is_failure(test)) write_failure(test, page);
  }
}

void write_advice(const LabResult& result, Page& page) {
  const auto first = std::ranges::find_if(result.tests, is_failure);
  if (result.points() == result.maximum()) {
    page.block("next", "nothing: full marks");
  } else if (build_failure(result) != nullptr) {
    page.block("next", "begin with that: every test needs it");
  } else if (first != result.tests.end()) {
    page.block("next", "begin with " + first->id +
                           ", the first that failed; others may build on it");
  }
}

void write_heading(const LabResult& result, Page& page) {
  if (result.sandbox.starts_with("unconfined")) {
    page.line(kUnconfined, Ink::kBad);
  }
  page.paragraph(result.lab + ": " + result.title, Ink::kStrong);
  page.line();
}

/// What staff need to see the same again.
void write_facts(const LabResult& result, Page& page) {
  page.block("graded", "by version " + result.version + ", sandbox " +
                           result.sandbox + ", seed " +
                           std::to_string(result.seed));
}

std::string write_plain(const LabResult& result) {
  return terminal_text(result, Colour::kNone);
}

/// REQUIRES: `document` ends with a newline.
std::vector<std::string_view> lines_of(std::string_view document) {
  std::vector<std::string_view> lines;
  while (!document.empty()) {
    const std::size_t end = std::min(document.find('\n'), document.size() - 1);
    lines.push_back(document.substr(0, end));
    document.remove_prefix(end + 1);
  }
  return lines;
}

std::string check_page(std::string_view document) {
  if (document.empty() || document.back() != '\n') return "has no last newline";
  if (plain_text(document, document.size()) != document ||
      document.find('\t') != document.npos) {
    return "holds bytes that a terminal obeys";
  }
  for (const std::string_view line : lines_of(document)) {
    if (columns_of(line) > kColumns && !line.starts_with(kPrompt)) {
      return "is wider than 80 columns: " + std::string(line.substr(0, 40));
    }
  }
  return "";
}

/// Is `line` of the table? Text of a student is never further left than
/// kValueColumn, or stands behind a bar or a prompt.
bool is_row(std::string_view line) {
  const std::size_t slash = line.find('/');
  return slash < kPointsColumns && slash > 0 &&
         line.find_first_not_of(" 0123456789/") >= kPointsColumns;
}

std::string check(std::string_view document, const LabResult& result) {
  std::string wrong = check_page(document);
  if (!wrong.empty()) return wrong;
  std::vector<std::string_view> rows;
  for (const std::string_view line : lines_of(document)) {
    if (is_row(line)) rows.push_back(line);
  }
  if (!result.is_sound()) {
    return rows.empty() ? "" : "gives points though the platform failed";
  }
  if (rows.size() != result.tests.size() + 1) return "lacks rows of tests";
  for (std::size_t at = 0; at < result.tests.size(); ++at) {
    const TestResult& test = result.tests[at];
    if (!rows[at].starts_with(points_field(test.points, test.maximum) +
                              std::string(word_for(test.status)))) {
      return "has a wrong row for " + plain_line(test.id);
    }
  }
  if (rows.back() !=
      points_field(result.points(), result.maximum()) + "total") {
    return "has a wrong total";
  }
  return "";
}

}  // namespace

std::string terminal_text(const LabResult& result, Colour colour) {
  const LabResult plain = made_plain(result);
  Page page(colour);
  write_heading(plain, page);
  if (!plain.is_sound()) {
    page.block("fault", fault_notice(plain));
  } else {
    write_table(plain, page);
    write_compiler(plain, page);
    write_failures(plain, page);
    write_not_run(plain, page);
    write_advice(plain, page);
  }
  write_facts(plain, page);
  return page.take();
}

Colour colour_for(int fd) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool refused = no_color != nullptr && *no_color != '\0';
  const bool dumb = term == nullptr || std::string_view(term) == "dumb";
  return refused || dumb || ::isatty(fd) == 0 ? Colour::kNone : Colour::kAnsi;
}

Emitter terminal_emitter() { return {"terminal", "", &write_plain, &check}; }

}  // namespace grader
