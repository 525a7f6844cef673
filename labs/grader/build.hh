// Build: makes the student's program, inside a box, with the lab's Makefile.
#ifndef LABS_GRADER_BUILD_HH
#define LABS_GRADER_BUILD_HH

#include <string>

#include "labs/grader/lab.hh"
#include "labs/grader/sandbox/sandbox.hh"

namespace grader {

struct Built {
  Status status = Status::kError;  // kPassed, kFailed, kTimedOut or kError
  Files files;                     // Lab::built, if passed
  std::string output;              // what make and the compilers said
};

/// Builds `submission`. What does not depend on it is built once and kept in
/// the user's cache folder ($XDG_CACHE_HOME/echolab, else ~/.cache/echolab),
/// in a box that no student's file ever enters.
[[nodiscard]] Built build(const Lab& lab, const Files& submission,
                          Sandbox& sandbox);

/// `make TARGET` in a folder with the commission's files; the details hold the
/// target and the files to hand out.
extern const Job kMake;

}  // namespace grader

#endif
