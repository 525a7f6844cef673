// Submission: the file that a student hands in, found in whatever was handed
// in: the file itself, a folder, or an archive (tar, also compressed, or zip).
//
// Only regular files are taken, never through a link, and only those that the
// rubric names. Archives are unpacked inside a box, since the program that
// unpacks them reads bytes of the student's choice.
#ifndef LABS_GRADER_SUBMISSION_HH
#define LABS_GRADER_SUBMISSION_HH

#include <stdexcept>
#include <string>

#include "labs/grader/rubric.hh"
#include "labs/grader/sandbox/sandbox.hh"

namespace grader {

inline constexpr std::size_t kMostSource = std::size_t{1} << 20;  // bytes

/// What is wrong with a submission, for its student: it earns nothing.
struct BadSubmission : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The submitted file by its name. Errors: BadSubmission;
/// std::invalid_argument: there is nothing at `path`; std::runtime_error: a
/// fault of the platform.
[[nodiscard]] Files read_submission(const std::string& path,
                                    const Rubric& rubric, Sandbox& sandbox);

/// Unpacks the only file of the commission, hands out those named by its
/// details (one a line).
extern const Job kUnpack;

}  // namespace grader

#endif
