// Faults of the descriptors under test.
//
// Thread: any.
#ifndef LABS_ASSIGNMENTS_RIO_GRADER_FAULTS_HH
#define LABS_ASSIGNMENTS_RIO_GRADER_FAULTS_HH

#include <cstddef>
#include <cstdint>

#include "labs/assignments/library_tests/injector.hh"

namespace rio {

/// No read brings more than `most` bytes.
[[nodiscard]] library_tests::Fault short_reads(std::uint64_t most);
[[nodiscard]] library_tests::Fault short_writes(std::uint64_t most);

/// After so many reads, so many fail.
[[nodiscard]] library_tests::Fault read_error(std::size_t after, int error,
                                              std::size_t times = 1);
[[nodiscard]] library_tests::Fault write_error(std::size_t after, int error,
                                               std::size_t times = 1);

}  // namespace rio

#endif
