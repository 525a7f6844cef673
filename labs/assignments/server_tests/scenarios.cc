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
constexpr std::string_view kResets = "connect\nreset\n";

constexpr std::string_view kTwoLeave[] = {kLeaves, kLeaves};
constexpr std::string_view kTwoSpeak[] = {kSpeaks, kSpeaksToo};
constexpr std::string_view kOneResets[] = {kResets, kSpeaks};

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
};

}  // namespace

const Scenario* find_scenario(std::string_view id) {
  const auto* found =
      std::find_if(std::begin(kScenarios), std::end(kScenarios),
                   [&](const Scenario& scenario) { return scenario.id == id; });
  return found == std::end(kScenarios) ? nullptr : found;
}

}  // namespace server_tests
