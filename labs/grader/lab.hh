// Lab: what a lab's own grader adds to the grading that all labs share.
//
// A grader is one static executable for each lab: labs/assignments/<lab>/
// grader/main.cc calls grade_lab().
#ifndef LABS_GRADER_LAB_HH
#define LABS_GRADER_LAB_HH

#include <span>
#include <string>
#include <string_view>

#include "labs/grader/result.hh"
#include "labs/grader/sandbox/commission.hh"

namespace grader {

struct Lab {
  std::string_view rubric;  // the text of rubric.json

  /// What a submission is built with, whatever it brought along: a Makefile
  /// with the targets `given` (what does not depend on the student's files,
  /// built once) and `all`, and all that it refers to.
  Files given;

  /// What `make given` leaves for `make all`.
  std::span<const std::string_view> prepared;
  /// What `make all` leaves for the tests.
  std::span<const std::string_view> built;

  /// Examines one need of the rubric against what was built; its report is the
  /// text of a Finding.
  Job examine;
};

/// What examining one need has shown.
struct Finding {
  Status status = Status::kError;  // kPassed, kFailed, kTimedOut or kError
  std::string expected;
  std::string observed;
  std::string replay;  // steps or a schedule that show it again; may be empty
  std::string output;  // what the student's program printed
};

/// A finding as a report's text, and back. Errors: std::invalid_argument.
[[nodiscard]] std::string to_text(const Finding& finding);
[[nodiscard]] Finding parse_finding(std::string_view text);

/// The details of an examination's commission, and back.
struct Examination {
  std::string need;  // of the rubric
  std::uint64_t seed = 0;
};
[[nodiscard]] std::string to_text(const Examination& examination);
[[nodiscard]] Examination parse_examination(std::string_view text);

/// The main() of a lab's grader; grade --help tells what it takes. Returns the
/// exit status: 0 full marks, 1 points lost, 2 no verdict.
[[nodiscard]] int grade_lab(const Lab& lab, int argc, char** argv);

}  // namespace grader

#endif
