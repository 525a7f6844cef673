// The graders of this kit's labs: executables named <lab>_grader, beside
// `grade` itself or in its libexec folder.
#ifndef LABS_GRADER_CLASS_LAB_GRADERS_HH
#define LABS_GRADER_CLASS_LAB_GRADERS_HH

#include <map>
#include <string>

namespace grader {

/// Path of each lab's grader, by the lab's name.
[[nodiscard]] std::map<std::string, std::string> lab_graders();

/// "fork  100 points  A server with…": a line for each lab.
void print_labs(const std::map<std::string, std::string>& graders);

}  // namespace grader

#endif
