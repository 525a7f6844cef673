// Arguments of a program, as exec and posix_spawn take them.
#ifndef LABS_GRADER_SANDBOX_ARGUMENTS_HH
#define LABS_GRADER_SANDBOX_ARGUMENTS_HH

#include <string>
#include <vector>

namespace grader {

/// Pointers into `words`, then a null pointer.
/// REQUIRES: `words` outlives them, unchanged.
[[nodiscard]] inline std::vector<char*> argument_pointers(
    std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace grader

#endif
