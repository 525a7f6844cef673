// The student's process between fork and exec: limits, descriptors,
// confinement.
#ifndef LABS_GRADER_SANDBOX_STUDENT_PROCESS_HH
#define LABS_GRADER_SANDBOX_STUDENT_PROCESS_HH

#include <sys/resource.h>

#include <array>

#include "labs/grader/sandbox/student_program.hh"

namespace grader {

/// Descriptors of ours above this are not in the way of the program's.
inline constexpr int kOutOfTheWay = 512;

struct StudentStart {
  const Launch& launch;
  std::array<int, 3> streams;
  int failure;  // gets errno if confining fails; not below kOutOfTheWay
  rlim_t processes;
};

/// RLIMIT_NPROC counts all of a user: outside of boxes with a user of their
/// own, what this user runs already is added.
[[nodiscard]] rlim_t process_limit(const Limits& limits);

/// To be called in the child.
[[noreturn]] void become_student(const StudentStart& start);

}  // namespace grader

#endif
