// Scenarios: what clients do to a server whose schedules are explored.
//
// A race has two sides: that two threads reach for the same memory without
// order, and what comes of it. Most scenarios ask for what comes of it, so that
// a test about clients fails for what happens to clients; kRaces asks for both.
//
// Thread: any.
#ifndef LABS_ASSIGNMENTS_SERVER_TESTS_SCENARIOS_HH
#define LABS_ASSIGNMENTS_SERVER_TESTS_SCENARIOS_HH

#include <span>
#include <string_view>

namespace server_tests {

enum class Fault { kConsequences, kRaces };

struct Scenario {
  std::string_view id;                            // a need of the rubric
  std::string_view expected;                      // what is right
  std::span<const std::string_view> clients;      // a script for each
  std::span<const std::string_view> arguments{};  // of the server, behind PORT
  Fault fault = Fault::kConsequences;
  bool spurious_wakeups = false;
  unsigned schedules = 4000;  // to try at most
};

/// A client that stays for ever, which is a deadlock, and one that is to be
/// served meanwhile: what every server of `scenario` can do.
[[nodiscard]] Scenario side_by_side(const Scenario& scenario);

/// nullptr: no such scenario.
[[nodiscard]] const Scenario* find_scenario(std::string_view id);

}  // namespace server_tests

#endif
