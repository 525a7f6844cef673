// Private root: the file system of a box that we make ourselves.
#ifndef LABS_GRADER_SANDBOX_PRIVATE_ROOT_HH
#define LABS_GRADER_SANDBOX_PRIVATE_ROOT_HH

#include <cstddef>
#include <string>

namespace grader {

/// Read-only system, own /proc, few devices, kPrivateFolder of that size;
/// the file or folder `hidden` is not shown, nor the system's programs without
/// `tools`. The old root is gone afterwards.
/// REQUIRES: process 1 of new mount and process namespaces.
/// Errors: std::system_error, std::filesystem::filesystem_error.
void enter_private_root(std::size_t scratch_bytes, const std::string& hidden,
                        bool tools);

}  // namespace grader

#endif
