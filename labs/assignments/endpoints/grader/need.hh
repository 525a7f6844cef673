// Need: what one examination of this lab looks at; rubric.json names them.
#ifndef LABS_ASSIGNMENTS_ENDPOINTS_GRADER_NEED_HH
#define LABS_ASSIGNMENTS_ENDPOINTS_GRADER_NEED_HH

#include <span>
#include <string>
#include <string_view>

#include "labs/assignments/endpoints/grader/scene.hh"

namespace endpoints {

struct Need {
  std::string_view id;
  /// Throws conformance::Unmet with what is wrong.
  void (*examine)(Scene& scene);
  /// For a shell in the student's folder: shows the same, by hand.
  std::string replay;
  std::string_view shown;  // then, by functions that are right
};

[[nodiscard]] std::span<const Need> hostinfo_needs();
[[nodiscard]] std::span<const Need> connect_needs();
[[nodiscard]] std::span<const Need> listen_needs();
[[nodiscard]] std::span<const Need> client_needs();

}  // namespace endpoints

#endif
