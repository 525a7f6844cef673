// Stress: the same grading many times, before a lab is given out. A test that
// does not give the same verdict every time is a bug of the test.
#ifndef LABS_GRADER_STRESS_HH
#define LABS_GRADER_STRESS_HH

#include <iosfwd>

#include "labs/grader/options.hh"

namespace grader {

/// Prints how often each test failed, out of Options::stress; the seed grows by
/// one each time. Returns the exit status: 0 each test always passed, 1 some
/// did not, 2 faults of the platform.
[[nodiscard]] int stress(const Lab& lab, const Rubric& rubric,
                         const Options& options, Sandbox& sandbox,
                         std::ostream& out);

}  // namespace grader

#endif
