// Surroundings: what the examiner knows of the box that it is in.
#ifndef LABS_GRADER_SANDBOX_SURROUNDINGS_HH
#define LABS_GRADER_SANDBOX_SURROUNDINGS_HH

#include <string>

#include "labs/grader/sandbox/orders.hh"

namespace grader {

struct Surroundings {
  BoxKind kind = BoxKind::kUnconfined;
  std::string folder;  // holds work/ and tmp/
  bool tools = true;   // of Commission
};

/// Of this process, of which there is one a box; set once, before the job.
/// In a process that is no examiner: unconfined, without a folder.
[[nodiscard]] Surroundings& surroundings();

}  // namespace grader

#endif
