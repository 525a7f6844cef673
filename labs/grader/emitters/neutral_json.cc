// The neutral result as JSON, for scripts of the staff: everything, hidden
// tests too. A result that is not sound has null instead of points.
#include <nlohmann/json.hpp>

#include "labs/grader/emitters/platforms.hh"
#include "labs/grader/emitters/presentation.hh"

namespace grader {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;  // of the document; a change that breaks counts up

/// `points` of a sound result; else null.
Json points_or_null(const LabResult& result, int points) {
  return result.is_sound() ? Json(points) : Json();
}

Json test_entry(const LabResult& result, const TestResult& test) {
  return {{"id", test.id},
          {"group", test.group},
          {"title", test.title},
          {"status", name_of(test.status)},
          {"points", points_or_null(result, test.points)},
          {"maximum", test.maximum},
          {"verdict", test.verdict},
          {"expected", test.expected},
          {"observed", test.observed},
          {"hint", test.hint},
          {"replay", test.replay},
          {"output", test.output},
          {"visibility", name_of(test.visibility)}};
}

std::string write(const LabResult& result) {
  const LabResult plain = made_plain(result);
  Json tests = Json::array();
  for (const TestResult& test : plain.tests) {
    tests.push_back(test_entry(plain, test));
  }
  const Json document = {{"format", kFormat},
                         {"lab", plain.lab},
                         {"title", plain.title},
                         {"version", plain.version},
                         {"sandbox", plain.sandbox},
                         {"seed", plain.seed},
                         {"sound", plain.is_sound()},
                         {"complete", plain.complete},
                         {"points", points_or_null(plain, plain.points())},
                         {"maximum", plain.maximum()},
                         {"fault", plain.fault},
                         {"build_output", plain.build_output},
                         {"tests", tests}};
  return document.dump(2) + "\n";
}

std::string check_test(const Json& entry, const LabResult& result,
                       const TestResult& test) {
  if (!entry.is_object()) return "is no object";
  const Json expected = test_entry(result, test);
  for (const auto& [field, value] : expected.items()) {
    if (!entry.contains(field)) return "has no " + field;
    if (entry[field] != value) return "has a wrong " + field;
  }
  return "";
}

std::string check(std::string_view document, const LabResult& result) {
  const Json read = Json::parse(document, nullptr, false);
  if (!read.is_object()) return "is no JSON object";
  const LabResult plain = made_plain(result);
  if (read.value("format", Json()) != kFormat) return "has a wrong format";
  if (read.value("lab", Json()) != plain.lab) return "is of another lab";
  if (read.value("seed", Json()) != plain.seed) return "has a wrong seed";
  if (read.value("complete", Json()) != plain.complete) {
    return "has a wrong word on its end";
  }
  if (read.value("sound", Json()) != plain.is_sound() ||
      read.value("fault", Json()) != plain.fault) {
    return "has a wrong word on faults";
  }
  if (read.value("points", Json(-1)) != points_or_null(plain, plain.points()) ||
      read.value("maximum", Json()) != plain.maximum()) {
    return "has wrong points";
  }
  const Json tests = read.value("tests", Json());
  if (!tests.is_array() || tests.size() != plain.tests.size()) {
    return "has not an entry for each test";
  }
  for (std::size_t at = 0; at < plain.tests.size(); ++at) {
    const std::string wrong = check_test(tests[at], plain, plain.tests[at]);
    if (!wrong.empty()) return "test " + std::to_string(at + 1) + " " + wrong;
  }
  return "";
}

}  // namespace

Emitter neutral_json_emitter() { return {"json", "", &write, &check}; }

}  // namespace grader
