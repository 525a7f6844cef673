#include "labs/assignments/rio/grader/scenarios.hh"

#include <stdexcept>
#include <string>

namespace rio {

Script script_for(std::string_view need, std::uint64_t seed) {
  for (const auto scenarios : {scenarios_without_buffer(), scenarios_of_lines(),
                               scenarios_of_buffer()}) {
    for (const Scenario& scenario : scenarios) {
      if (scenario.need != need) continue;
      Draw draw(seed);
      return scenario.script(draw);
    }
  }
  throw std::invalid_argument("the rubric needs an unknown scenario: " +
                              std::string(need));
}

}  // namespace rio
