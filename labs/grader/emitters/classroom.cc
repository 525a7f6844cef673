// GitHub Classroom: the line `result=BASE64` for the file that $GITHUB_OUTPUT
// names, from which Classroom's grading reporter reads
// {"version":1,"status":…,"max_score":…,"tests":[{"name","status","score",…}]}.
//
// Nothing but base64 leaves us, but the reporter prints names and texts into
// the log, where a line that begins with `::` and a line that holds `##[` are
// commands to the runner. So every line of such a text begins with `| `, and
// `##[` is taken apart. The reporter shows `test_code` of every test, but
// `message` of errors only: what a student should read is in the first.
//
// The reporter gets its input as one environment variable, which Linux limits
// to 128 KiB. Explanations give way: points always fit.
//
// A fault of the platform: status "error" and max_score 0: the reporter then
// fails the job and announces no points.
//
// Source: github.com/classroom-resources/autograding-grading-reporter;
// ActionCommand.cs of github.com/actions/runner; execve(2)
#include <array>
#include <nlohmann/json.hpp>

#include "labs/grader/emitters/base64.hh"
#include "labs/grader/emitters/platforms.hh"
#include "labs/grader/emitters/presentation.hh"

namespace grader {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kKey = "result=";
constexpr std::size_t kMostDocument = 96 * 1024;

/// `line`, which is no command wherever it stands behind other text.
std::string defused(std::string line) {
  constexpr std::string_view kCommand = "##[";
  for (std::size_t at = 0; (at = line.find(kCommand, at)) != line.npos;) {
    line.insert(at + 2, " ");
  }
  return line;
}

std::string quotation(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines += "| " + defused(std::string(text.substr(0, end))) + "\n";
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

/// `most`: 0 leaves explanations out.
Json test_entry(const TestResult& test, std::size_t most) {
  const std::string text =
      most > 0 ? quotation(explanation(test))
               : "| too long for GitHub: run the grader yourself to see why\n";
  Json entry = {{"name", defused(test.title)},
                {"status", test.status == Status::kPassed ? "pass" : "fail"},
                {"score", test.points},
                {"max_score", test.maximum},
                {"line_no", 0}};
  if (test.status != Status::kPassed) {
    entry["message"] = defused(plain_line(test.observed));
    entry["test_code"] = text;
  }
  return entry;
}

Json fault_document(const LabResult& result) {
  const Json entry = {{"name", "grader"},
                      {"status", "error"},
                      {"message", quotation(fault_notice(result))},
                      {"line_no", 0}};
  return {{"version", 1},
          {"status", "error"},
          {"max_score", 0},
          {"tests", Json::array({entry})}};
}

Json compiler_entry(const LabResult& result) {
  return {{"name", "the compiler has something to say"},
          {"status", "pass"},
          {"score", 0},
          {"max_score", 0},
          {"line_no", 0},
          {"test_code", quotation(result.build_output)}};
}

Json document_of(const LabResult& result, std::size_t most) {
  if (!result.is_sound()) return fault_document(result);
  Json tests = Json::array();
  for (const TestResult& test : result.tests) {
    tests.push_back(test_entry(test, most));
  }
  if (!result.build_output.empty()) tests.push_back(compiler_entry(result));
  const bool full = result.points() == result.maximum();
  return {{"version", 1},
          {"status", full ? "pass" : "fail"},
          {"max_score", result.maximum()},
          {"tests", tests}};
}

std::string write(const LabResult& result) {
  std::string document;
  for (const std::size_t most :
       {kMostText, kMostText / 4, kMostText / 32, std::size_t{0}}) {
    const Json json =
        document_of(made_plain(hidden_folded(result), most), most);
    document = std::string(kKey) + base64_encoded(json.dump()) + "\n";
    if (document.size() <= kMostDocument) break;
  }
  return document;
}

/// Would the runner obey a line of `text`, printed behind `before`?
bool commands(const std::string& before, const Json& text) {
  if (!text.is_string()) return false;
  const std::string log = before + text.get<std::string>();
  if (log.find("##[") != log.npos || log.find('\r') != log.npos) return true;
  for (std::size_t line = 0; line != log.npos;) {
    const std::size_t word = log.find_first_not_of(" \t\n", line);
    if (word != log.npos && log.compare(word, 2, "::") == 0) return true;
    line = log.find('\n', line);
    if (line != log.npos) ++line;
  }
  return false;
}

std::string check_tests(const Json& read, int points) {
  int sum = 0;
  for (const Json& test : read["tests"]) {
    if (!test.is_object() || !test.contains("name") ||
        !test["name"].is_string()) {
      return "has a test without a name";
    }
    if (test.value("line_no", Json()) != 0) return "has a test without line_no";
    if (commands("name ", test["name"]) ||
        commands("Error: ", test.value("message", Json())) ||
        commands("Test code:\n", test.value("test_code", Json()))) {
      return "holds a command to the runner";
    }
    const Json score = test.value("score", Json(0));
    if (!score.is_number_integer()) return "has a score that is no number";
    sum += score.get<int>();
  }
  return sum == points ? "" : "has wrong scores";
}

std::string check(std::string_view document, const LabResult& result) {
  if (document.size() > kMostDocument) return "is over 96 KiB";
  if (!document.starts_with(kKey) || !document.ends_with('\n')) {
    return "is no line result=...";
  }
  document.remove_prefix(kKey.size());
  document.remove_suffix(1);
  const auto text = base64_decoded(document);
  if (!text) return "is no base64";
  const Json read = Json::parse(*text, nullptr, false);
  if (!read.is_object()) return "is no JSON object";
  const bool sound = result.is_sound();
  const bool full = sound && result.points() == result.maximum();
  if (read.value("version", Json()) != 1) return "has a wrong version";
  if (read.value("status", Json()) !=
      (full ? "pass" : (sound ? "fail" : "error"))) {
    return "has a wrong status";
  }
  if (read.value("max_score", Json()) != (sound ? result.maximum() : 0)) {
    return "has a wrong max_score";
  }
  if (!read.value("tests", Json()).is_array() || read["tests"].empty()) {
    return "has no tests";
  }
  return check_tests(read, sound ? result.points() : 0);
}

}  // namespace

Emitter classroom_emitter() { return {"classroom", "", &write, &check}; }

}  // namespace grader
