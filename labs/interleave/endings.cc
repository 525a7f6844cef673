#include "labs/interleave/endings.hh"

#include <algorithm>

namespace interleave {

std::uint32_t connections(const Run& run) {
  std::uint32_t clients = 0;
  for (const Event& event : run.events) {
    // Their threads come right after main.
    if (event.op == Op::kClientConnect) clients |= 1U << (event.thread - 1);
  }
  return clients;
}

bool is_only_schedule(const Run& run) {
  const Ending ending = run.outcome->ending;
  return (ending == Ending::kFinished || ending == Ending::kQuiet) &&
         run.outcome->threads == 1 &&
         std::all_of(run.decisions.begin(), run.decisions.end(),
                     [](const Decision& decision) {
                       return decision.ready + decision.extra == 1;
                     });
}

std::vector<std::string> client_warnings(
    const Exploration& found, const std::vector<std::string>& clients) {
  if (clients.empty() && found.quiet == found.schedules) {
    return {
        "in every schedule the program waited for a client, and there is "
        "none: use --client"};
  }
  std::vector<std::string> warnings;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    if ((found.connected >> i & 1) != 0) continue;
    warnings.push_back("client " + std::to_string(i + 1) + ", " + clients[i] +
                       ", did not connect in any schedule");
  }
  return warnings;
}

}  // namespace interleave
