// The check "totals": what a server prints of how much it has sent to all of
// its clients.
//
// Thread: the examiner's only one.
#ifndef LABS_ASSIGNMENTS_SERVER_TESTS_PRINTED_TOTALS_HH
#define LABS_ASSIGNMENTS_SERVER_TESTS_PRINTED_TOTALS_HH

#include <string>
#include <string_view>

#include "labs/conformance/check.hh"

namespace server_tests {

/// The clients' part.
[[nodiscard]] const conformance::Check& totals_check();

/// The line that must be in the server's output then. The number is drawn once
/// a process, or a program could print it without counting.
[[nodiscard]] std::string total_line();

[[nodiscard]] bool has_line(std::string_view output, std::string_view line);

}  // namespace server_tests

#endif
