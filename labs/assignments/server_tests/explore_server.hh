// The other examination of the labs about servers with threads: the student's
// server, explored with simulated clients. The verdict on a race, a deadlock
// or a lost wake-up is the same every time.
//
// Thread: the examiner's only one.
#ifndef LABS_ASSIGNMENTS_SERVER_TESTS_EXPLORE_SERVER_HH
#define LABS_ASSIGNMENTS_SERVER_TESTS_EXPLORE_SERVER_HH

#include <span>
#include <string_view>

#include "labs/grader/lab.hh"

namespace server_tests {

/// What the clients of one exploration do, each by a script of its own.
struct Scenario {
  std::string_view id;  // a need of the rubric
  std::span<const std::string_view> clients;
  unsigned schedules = 0;  // to try at most
};

/// nullptr: no such scenario.
[[nodiscard]] const Scenario* find_scenario(std::string_view id);

/// Explores ./server-explored with the explorer's executable `interleave`.
[[nodiscard]] grader::Report explore(const grader::Commission& commission,
                                     const Scenario& scenario,
                                     std::string_view interleave);

}  // namespace server_tests

#endif
