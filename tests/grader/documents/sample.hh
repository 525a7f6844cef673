// Results that the tests of documents share: fixed, so that every document of
// them can be compared byte by byte.
#ifndef TESTS_GRADER_DOCUMENTS_SAMPLE_HH
#define TESTS_GRADER_DOCUMENTS_SAMPLE_HH

#include <string>

#include "labs/grader/result.hh"

namespace grader {

/// 17 of 50 points: tests that passed, failed, timed out, were not run, are
/// hidden or shown later. The output of one is unpleasant.
[[nodiscard]] LabResult sample_result();

/// All that is unpleasant in the bytes of a student, of every platform.
[[nodiscard]] std::string unpleasant_bytes();

/// The sample, and every text that may come from a student is unpleasant, some
/// of them megabytes long.
[[nodiscard]] LabResult unpleasant_result();

/// The sample, but one test was a fault of the platform.
[[nodiscard]] LabResult faulty_result();

/// The sample with full marks.
[[nodiscard]] LabResult full_result();

}  // namespace grader

#endif
