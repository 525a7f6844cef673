// Scenarios: the needs of the rubric, each as a script whose data are drawn.
//
// Thread: any.
#ifndef LABS_ASSIGNMENTS_RIO_GRADER_SCENARIOS_HH
#define LABS_ASSIGNMENTS_RIO_GRADER_SCENARIOS_HH

#include <cstdint>
#include <span>
#include <string_view>

#include "labs/assignments/rio/grader/draw.hh"
#include "labs/assignments/rio/grader/script.hh"

namespace rio {

struct Scenario {
  std::string_view need;
  Script (*script)(Draw& draw);
};

[[nodiscard]] std::span<const Scenario> scenarios_without_buffer();
[[nodiscard]] std::span<const Scenario> scenarios_of_lines();
[[nodiscard]] std::span<const Scenario> scenarios_of_buffer();

/// Errors: std::invalid_argument, if there is none of that name.
[[nodiscard]] Script script_for(std::string_view need, std::uint64_t seed);

}  // namespace rio

#endif
