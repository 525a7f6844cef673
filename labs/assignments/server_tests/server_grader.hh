// The grader of a lab about a server: all but what the server claims to be.
//
// Fails:  as grader::grade_lab().
// Thread: main's.
#ifndef LABS_ASSIGNMENTS_SERVER_TESTS_SERVER_GRADER_HH
#define LABS_ASSIGNMENTS_SERVER_TESTS_SERVER_GRADER_HH

#include "labs/conformance/claims.hh"

namespace server_tests {

/// The main() of the lab's grader; returns the exit status. Submissions are
/// explored, too, if the grader carries the explorer.
[[nodiscard]] int grade(const conformance::Claims& claims, int argc,
                        char** argv);

}  // namespace server_tests

#endif
