#include "labs/grader/sandbox/defences.hh"

namespace grader {

// In a file of its own, so that another one can be linked in its place.
bool is_on(Defence) { return true; }

}  // namespace grader
