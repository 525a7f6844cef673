// Presentation: what the documents of several platforms have in common.
//
// Thread: any.
#ifndef LABS_GRADER_EMITTERS_PRESENTATION_HH
#define LABS_GRADER_EMITTERS_PRESENTATION_HH

#include <cstddef>
#include <string>

#include "labs/grader/plain_text.hh"
#include "labs/grader/result.hh"

namespace grader {

/// `result` with every text plain: no longer than `most` bytes each where it
/// may have lines (expected, observed, output, build_output, fault), on one
/// line elsewhere.
[[nodiscard]] LabResult made_plain(const LabResult& result,
                                   std::size_t most = kMostText);

/// `result` without a word about tests that are not visible: for each group
/// one test "hidden" holds their points. For documents that students read and
/// whose platform has no visibility of its own. A hidden test's points cannot
/// be kept out of the total; folding them tells no more than the total does.
[[nodiscard]] LabResult hidden_folded(const LabResult& result);

/// Why `test` lost points and how to see it again, in lines. Empty: nothing
/// to explain.
[[nodiscard]] std::string explanation(const TestResult& test);

/// What to say of a result that is not sound, in lines. The points of such a
/// result are nobody's: no document may hold them.
[[nodiscard]] std::string fault_notice(const LabResult& result);

/// "15 of 30 points".
[[nodiscard]] std::string points_of(int points, int maximum);

}  // namespace grader

#endif
