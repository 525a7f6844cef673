#include "labs/grader/result.hh"

namespace grader {

std::string_view name_of(Status status) {
  switch (status) {
    case Status::kPassed:
      return "passed";
    case Status::kFailed:
      return "failed";
    case Status::kTimedOut:
      return "timeout";
    case Status::kError:
      return "error";
    case Status::kSkipped:
      return "skipped";
  }
  return "error";
}

int LabResult::points() const {
  int sum = 0;
  for (const TestResult& test : tests) sum += test.points;
  return sum;
}

int LabResult::maximum() const {
  int sum = 0;
  for (const TestResult& test : tests) sum += test.maximum;
  return sum;
}

bool LabResult::is_sound() const {
  if (!fault.empty() || tests.empty()) return false;
  for (const TestResult& test : tests) {
    if (test.status == Status::kError) return false;
  }
  return true;
}

}  // namespace grader
