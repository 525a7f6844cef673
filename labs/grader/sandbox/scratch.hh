// Scratch: the folder of a box: work/ for the job, tmp/ for TMPDIR.
//
// Fails: std::system_error, std::runtime_error: a fault of the platform.
#ifndef LABS_GRADER_SANDBOX_SCRATCH_HH
#define LABS_GRADER_SANDBOX_SCRATCH_HH

#include <sys/types.h>

#include <cstddef>
#include <string>

#include "labs/grader/sandbox/commission.hh"

namespace grader {

/// A new folder below /tmp that only `owner` may enter (0: the caller).
[[nodiscard]] std::string make_scratch(uid_t owner);

/// Removes it with all that the student's programs left there: folders that
/// nobody may enter, or nested deeper than a path is long.
/// REQUIRES: no process is left that could work in it.
void remove_scratch(const std::string& folder);

/// Space taken, roughly: it may change meanwhile. Stops counting at `enough`.
/// The current folder is / afterwards.
[[nodiscard]] std::size_t bytes_below(const std::string& folder,
                                      std::size_t enough);

/// Makes work/ and tmp/, enters work/ and lays out the files there.
/// Errors: std::runtime_error, for a path that is absolute or climbs.
void lay_out(const std::string& folder, const Files& files);

}  // namespace grader

#endif
