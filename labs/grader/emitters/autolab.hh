// Names of Autolab's problems, for whoever declares them.
//
// Thread: any.
#ifndef LABS_GRADER_EMITTERS_AUTOLAB_HH
#define LABS_GRADER_EMITTERS_AUTOLAB_HH

#include <string>
#include <string_view>

namespace grader {

/// The problem that holds the points of a rubric's `group`: the same words
/// without colons, which Autolab would rewrite.
[[nodiscard]] std::string autolab_problem(std::string_view group);

}  // namespace grader

#endif
