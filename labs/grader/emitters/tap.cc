// TAP 13 (Debian's prove rejects 14): a line for each test, and below each
// that failed a block of YAML, whose values are quoted on one line.
//
// A test that was not run is "not ok": TAP counts skipped tests as passed.
// A fault of the platform: "Bail out!".
//
// Source: testanything.org/tap-version-13-specification; TAP::Parser::Grammar
#include <nlohmann/json.hpp>

#include "labs/grader/emitters/platforms.hh"
#include "labs/grader/emitters/presentation.hh"

namespace grader {
namespace {

constexpr std::string_view kVersion = "TAP version 13";

/// `text` where a `#` would begin a directive, and digits a test number.
std::string description(const TestResult& test) {
  std::string text;
  for (const char c : test.id + ": " + test.title) {
    if (c == '#' || c == '\\') text += '\\';
    text += c;
  }
  return text;
}

std::string value(std::string_view key, std::string_view text) {
  // A string of JSON is one of YAML, and prove's reader knows its escapes.
  return "  " + std::string(key) + ": " + nlohmann::json(text).dump() + "\n";
}

std::string points_value(const TestResult& test) {
  return value("points", std::to_string(test.points) + "/" +
                             std::to_string(test.maximum));
}

std::string test_lines(const TestResult& test, std::size_t number) {
  const bool passed = test.status == Status::kPassed;
  std::string text = (passed ? "ok " : "not ok ") + std::to_string(number) +
                     " - " + description(test) + "\n  ---\n" +
                     value("status", name_of(test.status)) + points_value(test);
  if (!passed) {
    text += value("expected", test.expected) +
            value("observed", test.observed) + value("hint", test.hint) +
            value("replay", test.replay) + value("output", test.output);
  }
  return text + "  ...\n";
}

std::string write(const LabResult& result) {
  const LabResult plain = made_plain(result);
  std::string text = std::string(kVersion) + "\n";
  if (!plain.is_sound()) {
    return text + "Bail out! " + plain_line(fault_notice(plain)) + "\n";
  }
  text += "1.." + std::to_string(plain.tests.size()) + "\n";
  std::size_t number = 0;
  for (const TestResult& test : plain.tests) text += test_lines(test, ++number);
  return text;
}

/// Takes lines off the front of a document.
class Lines {
 public:
  explicit Lines(std::string_view document) : rest_(document) {}

  /// The next line without its newline; "": none is left.
  std::string_view next() {
    const std::size_t end = rest_.find('\n');
    if (end == rest_.npos) return {};
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return line;
  }

  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// Has `line` a `#` that begins a directive?
bool has_directive(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\') {
      ++at;
    } else if (line[at] == '#') {
      return true;
    }
  }
  return false;
}

/// Reads a YAML block; its points have to be those of `test`.
std::string check_block(Lines& lines, const TestResult& test) {
  if (lines.next() != "  ---") return "has no YAML block";
  std::string points;
  for (auto line = lines.next(); line != "  ..."; line = lines.next()) {
    const std::size_t colon = line.find(": ");
    if (!line.starts_with("  ") || colon == line.npos) return "has bad YAML";
    const auto read =
        nlohmann::json::parse(line.substr(colon + 2), nullptr, false);
    if (!read.is_string()) return "has a YAML value that is no string";
    if (line.substr(2, colon - 2) == "points") {
      points = read.get<std::string>();
    }
  }
  const std::string expected =
      std::to_string(test.points) + "/" + std::to_string(test.maximum);
  return points == expected ? "" : "has wrong points";
}

std::string check_test(Lines& lines, const TestResult& test,
                       std::size_t number) {
  const std::string_view line = lines.next();
  const std::string expected =
      (test.status == Status::kPassed ? "ok " : "not ok ") +
      std::to_string(number) + " - ";
  if (!line.starts_with(expected)) return "has a wrong status or number";
  if (has_directive(line)) return "has a directive";
  return check_block(lines, test);
}

std::string check(std::string_view document, const LabResult& result) {
  if (plain_text(document, document.size()) != document) {
    return "holds bytes that a terminal obeys";
  }
  Lines lines(document);
  if (lines.next() != kVersion) return "is not of TAP version 13";
  if (!result.is_sound()) {
    const bool bails = lines.next().starts_with("Bail out! ");
    return bails && lines.is_at_end()
               ? ""
               : "gives points though the platform failed";
  }
  if (lines.next() != "1.." + std::to_string(result.tests.size())) {
    return "has a wrong plan";
  }
  std::size_t number = 0;
  for (const TestResult& test : result.tests) {
    const std::string wrong = check_test(lines, test, ++number);
    if (!wrong.empty()) return "test " + std::to_string(number) + " " + wrong;
  }
  return lines.is_at_end() ? "" : "goes on after its last test";
}

}  // namespace

Emitter tap_emitter() { return {"tap", "", &write, &check}; }

}  // namespace grader
