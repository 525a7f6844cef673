#include "labs/grader/stress.hh"

#include <iomanip>
#include <map>
#include <ostream>
#include <string>

namespace grader {
namespace {

struct Tally {
  int failed = 0;   // timeouts among them
  int skipped = 0;  // as it builds on a test that failed
  int faults = 0;
};

void count(Tally& tally, Status status) {
  switch (status) {
    case Status::kPassed:
      break;
    case Status::kFailed:
    case Status::kTimedOut:
      ++tally.failed;
      break;
    case Status::kSkipped:
      ++tally.skipped;
      break;
    case Status::kError:
      ++tally.faults;
      break;
  }
}

int print(const std::map<std::string, Tally>& tallies, int times,
          std::ostream& out) {
  out << "failures out of " << times << '\n';
  int status = 0;
  for (const auto& [id, tally] : tallies) {
    out << std::setw(8) << tally.failed << "  " << id;
    if (tally.skipped > 0) out << "; skipped " << tally.skipped;
    if (tally.faults > 0) out << "; faults of this machine " << tally.faults;
    out << '\n';
    if (tally.faults > 0) status = 2;
    if (tally.failed + tally.skipped > 0 && status == 0) status = 1;
  }
  return status;
}

}  // namespace

int stress(const Lab& lab, const Rubric& rubric, const Options& options,
           Sandbox& sandbox, std::ostream& out) {
  std::map<std::string, Tally> tallies;
  GradingOptions grading = options.grading;
  for (int i = 0; i < options.stress; ++i, ++grading.seed) {
    const LabResult result = grade(lab, rubric, options.submission, grading,
                                   sandbox, [](const LabResult&) {});
    if (!result.fault.empty()) {
      out << "fault of this machine: " << result.fault << '\n';
      return 2;
    }
    for (const TestResult& test : result.tests) {
      count(tallies[test.id], test.status);
    }
  }
  return print(tallies, options.stress, out);
}

}  // namespace grader
