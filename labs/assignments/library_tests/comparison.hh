// Comparison: what a probe should have told, and what it has.
//
// Thread: any.
#ifndef LABS_ASSIGNMENTS_LIBRARY_TESTS_COMPARISON_HH
#define LABS_ASSIGNMENTS_LIBRARY_TESTS_COMPARISON_HH

#include <string>
#include <string_view>
#include <vector>

#include "labs/grader/lab.hh"

namespace library_tests {

/// Passed if both are the same; else failed, with the first line that is not.
/// `afterwards` says what the program did instead of telling a line that is
/// missing.
[[nodiscard]] grader::Finding compare(const std::vector<std::string>& expected,
                                      const std::vector<std::string>& told,
                                      std::string_view afterwards);

/// The text if it is short, else what stands around `place` in it.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t place);

/// The bytes as a probe tells them: "ab\n\000", with the quotes.
[[nodiscard]] std::string as_literal(std::string_view bytes);

}  // namespace library_tests

#endif
