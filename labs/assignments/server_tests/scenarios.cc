#include "labs/assignments/server_tests/scenarios.hh"

#include <algorithm>
#include <iterator>

namespace server_tests {
namespace {

constexpr std::string_view kLeaves = "connect\nhalf-close\nexpect-eof\nclose\n";
constexpr std::string_view kSpeaks =
    "connect\nsend \"one\\n\"\nexpect \"one\\n\"\nhalf-close\nexpect-eof\n"
    "close\n";
constexpr std::string_view kSpeaksToo =
    "connect\nsend \"two\\n\"\nexpect \"two\\n\"\nhalf-close\nexpect-eof\n"
    "close\n";
constexpr std::string_view kStays =
    "connect\nsend \"one\\n\"\nexpect \"one\\n\"\nexpect-eof\n";
constexpr std::string_view kResets = "connect\nreset\n";

constexpr std::string_view kTwoLeave[] = {kLeaves, kLeaves};
constexpr std::string_view kTwoSpeak[] = {kSpeaks, kSpeaksToo};
constexpr std::string_view kThreeLeave[] = {kLeaves, kLeaves, kLeaves};
constexpr std::string_view kThreeSpeak[] = {kSpeaks, kSpeaksToo, kSpeaks};
constexpr std::string_view kOneResets[] = {kResets, kSpeaks};
constexpr std::string_view kOneStays[] = {kStays, kSpeaksToo};

// WORKERS SLOTS, of servers with a pool.
constexpr std::string_view kOneForOne[] = {"1", "1"};
constexpr std::string_view kOneForTwo[] = {"1", "2"};
constexpr std::string_view kTwoForOne[] = {"2", "1"};

constexpr Scenario kScenarios[] = {
    {.id = "explore-handover",
     .expected = "two clients that come and go at once are both served, "
                 "whatever the order in which the threads run",
     .clients = kTwoLeave},
    {.id = "explore-sessions",
     .expected = "two clients that speak at once each get what they sent, "
                 "whatever the order in which the threads run",
     .clients = kTwoSpeak},
    {.id = "explore-reset",
     .expected = "a client gets what it sent beside one that crashes, "
                 "whatever the order in which the threads run",
     .clients = kOneResets},
    {.id = "explore-races",
     .expected = "no two threads use the same memory without order",
     .clients = kTwoSpeak,
     .fault = Fault::kRaces},
    {.id = "explore-full",
     .expected = "three clients that come at once to one worker and one slot "
                 "are all served, whatever the order in which the threads run",
     .clients = kThreeLeave,
     .arguments = kOneForOne},
    {.id = "explore-slots",
     .expected = "three clients that come at once to one worker and two slots "
                 "are all served, whatever the order in which the threads run",
     .clients = kThreeLeave,
     .arguments = kOneForTwo},
    {.id = "explore-pool",
     .expected = "three clients that come at once to two workers and one slot "
                 "are all served, whatever the order in which the threads run",
     .clients = kThreeSpeak,
     .arguments = kTwoForOne},
    {.id = "explore-spurious",
     .expected = "three clients are all served, even if a wait for a condition "
                 "ends without a signal, as POSIX allows",
     .clients = kThreeLeave,
     .arguments = kOneForOne,
     .spurious_wakeups = true},
    {.id = "explore-pool-races",
     .expected = "no two threads use the same memory without order",
     .clients = kThreeSpeak,
     .arguments = kTwoForOne,
     .fault = Fault::kRaces},
    {.id = "explore-pool-reset",
     .expected =
         "a client is served after one that crashes, by the same worker",
     .clients = kOneResets,
     .arguments = kOneForOne},
};

}  // namespace

Scenario side_by_side(const Scenario& scenario) {
  Scenario simple{
      .id = scenario.id,
      .expected =
          "a client is served beside one that stays, as it is where "
          "nobody explores",
      .clients = kOneStays,
      .schedules = 1};
  if (!scenario.arguments.empty()) simple.arguments = kTwoForOne;
  return simple;
}

const Scenario* find_scenario(std::string_view id) {
  const auto* found =
      std::find_if(std::begin(kScenarios), std::end(kScenarios),
                   [&](const Scenario& scenario) { return scenario.id == id; });
  return found == std::end(kScenarios) ? nullptr : found;
}

}  // namespace server_tests
