#include "labs/grader/emitters/presentation.hh"

#include <algorithm>
#include <string_view>

namespace grader {
namespace {

// A command that lacks its middle is none.
constexpr std::size_t kMostReplay = 4'000;

TestResult made_plain(const TestResult& test, std::size_t most) {
  TestResult plain = test;
  for (std::string* line :
       {&plain.id, &plain.group, &plain.title, &plain.verdict, &plain.hint}) {
    *line = plain_line(*line);
  }
  plain.replay = plain_line(plain.replay, kMostReplay);
  for (std::string* text : {&plain.expected, &plain.observed, &plain.output}) {
    *text = plain_text(*text, most);
  }
  return plain;
}

bool is_hidden(const TestResult& test) {
  return test.visibility != Visibility::kVisible;
}

/// The test that stands for the hidden ones of `group`.
TestResult folded(const LabResult& result, const std::string& group) {
  TestResult sum;
  sum.id = "hidden";
  sum.group = group;
  sum.status = Status::kPassed;
  int count = 0;
  for (const TestResult& test : result.tests) {
    if (!is_hidden(test) || test.group != group) continue;
    ++count;
    sum.points += test.points;
    sum.maximum += test.maximum;
    if (test.status == Status::kError) sum.status = Status::kError;
  }
  if (sum.status != Status::kError && sum.points < sum.maximum) {
    sum.status = Status::kFailed;
  }
  sum.title =
      count == 1 ? "1 hidden test" : std::to_string(count) + " hidden tests";
  return sum;
}

void append(std::string& text, std::string_view label,
            const std::string& value) {
  if (value.empty()) return;
  text += std::string(label) + ": " + value;
  if (text.back() != '\n') text += '\n';
}

}  // namespace

LabResult made_plain(const LabResult& result, std::size_t most) {
  LabResult plain = result;
  for (std::string* line :
       {&plain.lab, &plain.title, &plain.version, &plain.sandbox}) {
    *line = plain_line(*line);
  }
  plain.fault = plain_text(result.fault, most);
  plain.build_output = plain_text(result.build_output, most);
  for (TestResult& test : plain.tests) test = made_plain(test, most);
  return plain;
}

LabResult hidden_folded(const LabResult& result) {
  LabResult shown = result;
  std::vector<std::string> groups;  // whose hidden tests are folded
  shown.tests.clear();
  for (const TestResult& test : result.tests) {
    if (!is_hidden(test)) {
      shown.tests.push_back(test);
    } else if (std::ranges::find(groups, test.group) == groups.end()) {
      groups.push_back(test.group);
      shown.tests.push_back(folded(result, test.group));
    }
  }
  return shown;
}

std::string explanation(const TestResult& test) {
  if (test.status == Status::kPassed) return "";
  std::string text;
  if (test.status == Status::kSkipped) {
    append(text, "not run", test.observed);
  } else {
    append(text, "expected", test.expected);
    append(text, "observed", test.observed);
  }
  append(text, "hint", test.hint);
  append(text, "see it again", test.replay);
  append(text, "output, its end",
         test.output.empty() ? "" : "\n" + test.output);
  return text;
}

std::string fault_notice(const LabResult& result) {
  std::string text =
      "The grader could not do its work. This is nobody's mistake but the "
      "platform's:\nno points were given or taken. Tell the course staff, or "
      "submit again.\n";
  append(text, "fault", result.fault);
  for (const TestResult& test : result.tests) {
    if (test.status != Status::kError) continue;
    // Of a hidden test not even the name.
    append(text, is_hidden(test) ? "a hidden test" : test.id,
           is_hidden(test) || test.observed.empty() ? "could not be run"
                                                    : test.observed);
  }
  return text;
}

std::string points_of(int points, int maximum) {
  return std::to_string(points) + " of " + std::to_string(maximum) +
         (maximum == 1 ? " point" : " points");
}

}  // namespace grader
