// The options of a lab's grader.
#ifndef LABS_GRADER_OPTIONS_HH
#define LABS_GRADER_OPTIONS_HH

#include <optional>
#include <string>
#include <variant>

#include "labs/grader/emitters/emitter.hh"
#include "labs/grader/grading.hh"
#include "labs/grader/sandbox/sandbox.hh"

namespace grader {

struct Options {
  std::string submission = ".";
  const Emitter* platform = nullptr;
  std::string output;                      // empty: the platform's own place
  std::string json;                        // "-": stdout; empty: not wanted
  std::optional<Confinement> confinement;  // nothing: chosen automatically
  int stress = 1;                          // times each test is run
  GradingOptions grading;
};

struct ExitStatus {
  int value;
};

/// The options; or, when there is nothing to grade (--help, wrong usage, which
/// gets its line on stderr), how to exit.
[[nodiscard]] std::variant<Options, ExitStatus> parse_options(
    const Rubric& rubric, int argc, char** argv);

}  // namespace grader

#endif
