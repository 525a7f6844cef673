// The grading of a class: a folder with one entry for each student.
//
// Each submission is graded by a process of its own, several at a time, and
// has a result file of its own: so a grading that was interrupted goes on where
// it stopped, and the same contract (one submission in, one result out) fits a
// cluster.
//
//   RESULTS/<entry>.json   the neutral result
//   RESULTS/overview.csv   a row for each student
//   RESULTS/overview.html  the same to look at
#ifndef LABS_GRADER_CLASS_CLASS_GRADING_HH
#define LABS_GRADER_CLASS_CLASS_GRADING_HH

#include <string>
#include <vector>

namespace grader {

struct ClassOptions {
  std::string grader;       // path of the lab's
  std::string submissions;  // folder
  std::string results;      // folder; made if it is not there
  int jobs = 1;
  std::vector<std::string> arguments;  // further ones, for each grading
};

/// Returns the exit status: 0 all were graded, 2 some had no verdict. Progress
/// goes to stderr if that is a terminal.
/// Errors: std::runtime_error, std::system_error.
[[nodiscard]] int grade_class(const ClassOptions& options);

}  // namespace grader

#endif
