// Grading: one submission, all tests of its lab.
#ifndef LABS_GRADER_GRADING_HH
#define LABS_GRADER_GRADING_HH

#include <cstdint>
#include <functional>
#include <string>

#include "labs/grader/lab.hh"
#include "labs/grader/sandbox/sandbox.hh"

namespace grader {

struct GradingOptions {
  std::string only;  // id of a test; empty: all
  std::uint64_t seed = 1;
};

/// Grades what is at `path`. `progress` sees the result after each test; tests
/// that have not run yet are in it as skipped. Never throws for what a student
/// did; LabResult::fault says what the platform did.
[[nodiscard]] LabResult grade(
    const Lab& lab, const Rubric& rubric, const std::string& path,
    const GradingOptions& options, Sandbox& sandbox,
    const std::function<void(const LabResult&)>& progress);

}  // namespace grader

#endif
