#include "labs/grader/usual_limits.hh"

namespace grader {

// Alone in its file, so that tests can link smaller ones in its place.
UsualLimits usual_limits() {
  using std::chrono::seconds;
  // Gradescope ends a grading after ten minutes, and then there is no result.
  return {.building = {.wall = seconds(60), .cpu = seconds(45)},
          .grading = seconds(480)};
}

}  // namespace grader
