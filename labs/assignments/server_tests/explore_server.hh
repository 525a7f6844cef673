// The other examination of the labs about servers with threads: the student's
// server, explored with simulated clients. The verdict on a race, a deadlock
// or a lost wake-up is the same every time.
//
// Thread: the examiner's only one.
#ifndef LABS_ASSIGNMENTS_SERVER_TESTS_EXPLORE_SERVER_HH
#define LABS_ASSIGNMENTS_SERVER_TESTS_EXPLORE_SERVER_HH

#include <cstdint>
#include <string_view>

#include "labs/assignments/server_tests/scenarios.hh"
#include "labs/grader/lab.hh"

namespace server_tests {

/// Explores ./server-explored with the explorer's executable `interleave`.
[[nodiscard]] grader::Finding explore(const Scenario& scenario,
                                      std::string_view interleave,
                                      std::uint64_t seed,
                                      const grader::Limits& limits);

}  // namespace server_tests

#endif
