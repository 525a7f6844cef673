// Landlock: a process gives up file access, outgoing connections and signals
// for itself and for all that it starts.
//
// Fails:  std::system_error.
// Source: landlock(7). The numbers are written out, because they are newer
//         than the header of the oldest system we build on.
#ifndef LABS_GRADER_SANDBOX_LANDLOCK_HH
#define LABS_GRADER_SANDBOX_LANDLOCK_HH

#include <cstdint>
#include <string>
#include <vector>

namespace grader {

/// The version the kernel has: 1 files, 4 TCP ports, 6 signals; 0: none.
[[nodiscard]] int landlock_version();

/// From here on: the system (without `tools`: its libraries) can be read and
/// executed, only `folder` written, and, by version, only those TCP ports of
/// any host be connected to and only processes that are confined with this one
/// be signalled.
/// REQUIRES: PR_SET_NO_NEW_PRIVS is set; landlock_version() > 0.
void confine_by_landlock(const std::string& folder, bool tools,
                         const std::vector<std::uint16_t>& connects_to);

}  // namespace grader

#endif
