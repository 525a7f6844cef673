// The limits of every grading, which a rubric cannot change.
//
// Thread: any.
#ifndef LABS_GRADER_USUAL_LIMITS_HH
#define LABS_GRADER_USUAL_LIMITS_HH

#include <chrono>

#include "labs/grader/sandbox/limits.hh"

namespace grader {

struct UsualLimits {
  Limits unpacking{};
  Limits building{};
  Limits examining{};            // one need
  std::chrono::seconds grading;  // all of it: what is left then fails
};

[[nodiscard]] UsualLimits usual_limits();

}  // namespace grader

#endif
