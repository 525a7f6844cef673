// PrairieLearn's results.json: at most 1 MB, a score from 0 to 1.
//
// A fault of the platform: gradable is false, without a score. PrairieLearn
// then takes no points and no attempt.
//
// Source: PrairieLearn's docs/externalGrading.md, "Grading results"
#include <array>
#include <nlohmann/json.hpp>

#include "labs/grader/emitters/platforms.hh"
#include "labs/grader/emitters/presentation.hh"

namespace grader {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostDocument = 1'000'000;

double score_of(const LabResult& result) {
  return result.maximum() == 0
             ? 0.0
             : static_cast<double>(result.points()) / result.maximum();
}

Json test_entry(const TestResult& test) {
  TestResult reasons = test;
  reasons.output.clear();  // has a place of its own
  return {{"name", test.title},
          {"points", test.points},
          {"max_points", test.maximum},
          {"message", explanation(reasons)},
          {"output", test.status == Status::kPassed ? "" : test.output}};
}

Json document_of(const LabResult& result) {
  if (!result.is_sound()) {
    const std::string notice = fault_notice(result);
    return {{"gradable", false},
            {"message", notice},
            {"format_errors", Json::array({notice})}};
  }
  Json tests = Json::array();
  for (const TestResult& test : result.tests) {
    tests.push_back(test_entry(test));
  }
  return {{"gradable", true},
          {"score", score_of(result)},
          {"message", points_of(result.points(), result.maximum()) +
                          ". Graded by version " + result.version +
                          ", sandbox " + result.sandbox + ", seed " +
                          std::to_string(result.seed) + "."},
          {"output", result.build_output},
          {"tests", tests}};
}

std::string write(const LabResult& result) {
  std::string document;
  for (const std::size_t most : {kMostText, kMostText / 4, kMostText / 32}) {
    document =
        document_of(made_plain(hidden_folded(result), most)).dump(2) + "\n";
    if (document.size() <= kMostDocument) break;
  }
  return document;
}

std::string check_test(const Json& entry, const TestResult& test) {
  if (!entry.is_object()) return "is no object";
  for (const char* field : {"name", "message", "output"}) {
    if (!entry.contains(field) || !entry[field].is_string()) {
      return "has no " + std::string(field);
    }
  }
  if (entry.value("points", Json()) != test.points ||
      entry.value("max_points", Json()) != test.maximum) {
    return "has wrong points";
  }
  return "";
}

std::string check_fault(const Json& read) {
  if (read.value("gradable", Json()) != false || read.contains("score") ||
      read.contains("tests")) {
    return "gives points though the platform failed";
  }
  return read.contains("format_errors") ? "" : "says nothing of the fault";
}

std::string check_score(const Json& read, const LabResult& result) {
  if (read.value("gradable", Json()) != true) return "is not gradable";
  const Json score = read.value("score", Json());
  if (!score.is_number()) return "has no score";
  const double value = score.get<double>();
  if (value < 0 || value > 1) return "has a score that is not from 0 to 1";
  return value == score_of(result) ? "" : "has a wrong score";
}

std::string check(std::string_view document, const LabResult& result) {
  if (document.size() > kMostDocument) return "is over 1 MB";
  const Json read = Json::parse(document, nullptr, false);
  if (!read.is_object()) return "is no JSON object";
  if (!result.is_sound()) return check_fault(read);
  std::string wrong = check_score(read, result);
  if (!wrong.empty()) return wrong;
  const LabResult shown = hidden_folded(result);
  const Json tests = read.value("tests", Json());
  if (!tests.is_array() || tests.size() != shown.tests.size()) {
    return "has not an entry for each test";
  }
  for (std::size_t at = 0; at < shown.tests.size(); ++at) {
    wrong = check_test(tests[at], shown.tests[at]);
    if (!wrong.empty()) return "test " + std::to_string(at + 1) + " " + wrong;
  }
  return "";
}

}  // namespace

Emitter prairielearn_emitter() {
  return {"prairielearn", "/grade/results/results.json", &write, &check};
}

}  // namespace grader
