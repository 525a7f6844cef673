#include "labs/interleave/search/deviations.hh"

namespace interleave {
namespace {

Deviation marked(std::size_t step, const Decision& decision, unsigned thread) {
  const unsigned mark = is_preemption(decision) ? kPreemptionMark : 0;
  return {.step = static_cast<std::uint32_t>(step),
          .choice = decision.chosen,
          .unused = static_cast<std::uint16_t>(mark | thread)};
}

}  // namespace

std::vector<Deviation> deviations_of(std::span<const Decision> decisions) {
  std::vector<Deviation> deviations;
  for (std::size_t step = 0; step < decisions.size(); ++step) {
    if (decisions[step].chosen == 0) continue;
    deviations.push_back(marked(step, decisions[step], 0));
  }
  return deviations;
}

std::vector<Deviation> switches_of(const Run& run) {
  std::vector<Deviation> switches;
  for (std::size_t step = 0; step < run.decisions.size(); ++step) {
    const unsigned thread = run.events[step].thread;
    const unsigned before = step == 0 ? 0U : run.events[step - 1].thread;
    if (run.decisions[step].chosen == 0 && thread == before) continue;
    switches.push_back(marked(step, run.decisions[step], thread));
  }
  return switches;
}

std::vector<Deviation> without_marks(std::span<const Deviation> deviations) {
  std::vector<Deviation> plain;
  for (const Deviation& deviation : deviations) {
    if (deviation.choice == 0) continue;
    plain.push_back({deviation.step, deviation.choice, 0});
  }
  return plain;
}

}  // namespace interleave
