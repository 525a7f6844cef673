// Gradescope's results.json.
//
// Visibility is kept as the rubric has it. Gradescope then shows no total to
// students as long as one test is hidden; folding hidden tests into `score`
// would show them one that gives the hidden points away. So `output`, which
// students see, says how many points the visible tests gave.
//
// A fault of the platform: a document with neither `score` nor `tests`, of
// which one is required. Gradescope can take no number from it and reports
// that the autograder failed, for staff to run again. A list of tests without
// scores would be accepted, and might count as zero.
//
// Every format is "text": the default of the top-level `output` is HTML.
//
// Source: gradescope-autograders.readthedocs.io/en/latest/specs
#include <nlohmann/json.hpp>

#include "labs/grader/emitters/platforms.hh"
#include "labs/grader/emitters/presentation.hh"

namespace grader {
namespace {

using Json = nlohmann::ordered_json;

std::string_view visibility_name(Visibility visibility) {
  switch (visibility) {
    case Visibility::kVisible:
      return "visible";
    case Visibility::kHidden:
      return "hidden";
    case Visibility::kAfterDue:
      return "after_due_date";
  }
  return "hidden";
}

Json test_entry(const TestResult& test, const std::string& number) {
  const bool passed = test.status == Status::kPassed;
  return {{"number", number},
          {"name", test.title},
          {"name_format", "text"},
          {"score", test.points},
          {"max_score", test.maximum},
          {"status", passed ? "passed" : "failed"},
          {"output", explanation(test)},
          {"output_format", "text"},
          {"tags", Json::array({test.id, test.group})},
          {"visibility", visibility_name(test.visibility)}};
}

/// "2.1": the first test of the second group.
Json test_entries(const LabResult& result) {
  Json entries = Json::array();
  std::string group;
  int major = 0;
  int minor = 0;
  for (const TestResult& test : result.tests) {
    if (major == 0 || test.group != group) {
      group = test.group;
      ++major;
      minor = 0;
    }
    ++minor;
    entries.push_back(
        test_entry(test, std::to_string(major) + "." + std::to_string(minor)));
  }
  return entries;
}

std::string summary(const LabResult& result) {
  LabResult visible = result;
  std::erase_if(visible.tests, [](const TestResult& test) {
    return test.visibility != Visibility::kVisible;
  });
  std::string text = points_of(visible.points(), visible.maximum());
  const std::size_t hidden = result.tests.size() - visible.tests.size();
  if (hidden > 0) {
    text += " in the tests you can see. " + std::to_string(hidden) +
            (hidden == 1 ? " test is" : " tests are") +
            " not shown to you; Gradescope shows no total until all are.";
  }
  text += "\nGraded by version " + result.version + ", sandbox " +
          result.sandbox + ", seed " + std::to_string(result.seed) + ".\n";
  if (!result.build_output.empty()) {
    text += "\nThe compiler said:\n" + result.build_output;
  }
  return text;
}

std::string write(const LabResult& result) {
  const LabResult plain = made_plain(result);
  Json document;
  if (plain.is_sound()) document["score"] = plain.points();
  document["output"] = plain.is_sound() ? summary(plain) : fault_notice(plain);
  document["output_format"] = "text";
  document["test_output_format"] = "text";
  document["test_name_format"] = "text";
  document["stdout_visibility"] = "hidden";
  if (plain.is_sound()) document["tests"] = test_entries(plain);
  return document.dump(2) + "\n";
}

/// Is every format of `object` "text"?
bool is_text(const Json& object, std::initializer_list<const char*> formats) {
  for (const char* format : formats) {
    if (object.value(format, Json()) != "text") return false;
  }
  return true;
}

std::string check_test(const Json& entry, const TestResult& test) {
  if (!entry.is_object()) return "is no object";
  if (entry.value("score", Json()) != test.points) return "has a wrong score";
  if (entry.value("max_score", Json()) != test.maximum) {
    return "has a wrong max_score";
  }
  const bool passed = test.status == Status::kPassed;
  if (entry.value("status", Json()) != (passed ? "passed" : "failed")) {
    return "has a wrong status";
  }
  if (entry.value("visibility", Json()) != visibility_name(test.visibility)) {
    return "has a wrong visibility";
  }
  if (!is_text(entry, {"output_format", "name_format"})) {
    return "has text that is not shown as text";
  }
  for (const char* field : {"name", "number", "output"}) {
    if (!entry.contains(field) || !entry[field].is_string()) {
      return "has no " + std::string(field);
    }
  }
  return "";
}

std::string check_fault(const Json& read) {
  return read.contains("score") || read.contains("tests")
             ? "gives points though the platform failed"
             : "";
}

std::string check(std::string_view document, const LabResult& result) {
  const Json read = Json::parse(document, nullptr, false);
  if (!read.is_object()) return "is no JSON object";
  if (!read.contains("output") || !read["output"].is_string() ||
      !is_text(read,
               {"output_format", "test_output_format", "test_name_format"})) {
    return "has no output that is shown as text";
  }
  if (!result.is_sound()) return check_fault(read);
  if (read.value("score", Json()) != result.points())
    return "has a wrong score";
  const Json tests = read.value("tests", Json());
  if (!tests.is_array() || tests.size() != result.tests.size()) {
    return "has not an entry for each test";
  }
  for (std::size_t at = 0; at < result.tests.size(); ++at) {
    const std::string wrong = check_test(tests[at], result.tests[at]);
    if (!wrong.empty()) return "test " + std::to_string(at + 1) + " " + wrong;
  }
  return "";
}

}  // namespace

Emitter gradescope_emitter() {
  return {"gradescope", "/autograder/results/results.json", &write, &check};
}

}  // namespace grader
