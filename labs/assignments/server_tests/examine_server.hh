// The examination that the labs about servers share: one check of
// labs/conformance against the student's server, freshly started; or, in labs
// about threads, one exploration of its schedules.
//
// Thread: the examiner's only one.
#ifndef LABS_ASSIGNMENTS_SERVER_TESTS_EXAMINE_SERVER_HH
#define LABS_ASSIGNMENTS_SERVER_TESTS_EXAMINE_SERVER_HH

#include <string_view>

#include "labs/conformance/claims.hh"
#include "labs/grader/lab.hh"

namespace server_tests {

/// Body of a grader::Job: starts ./server on a free port and makes the check
/// that the examination needs, or explores
/// ./server-explored with the explorer's executable `interleave`.
[[nodiscard]] grader::Report examine(const grader::Commission& commission,
                                     const conformance::Claims& claims,
                                     std::string_view interleave);

}  // namespace server_tests

#endif
