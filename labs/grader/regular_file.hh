// Files of strangers: read whole, never through a link, never a device.
#ifndef LABS_GRADER_REGULAR_FILE_HH
#define LABS_GRADER_REGULAR_FILE_HH

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "labs/grader/sandbox/commission.hh"

namespace grader {

/// Nothing: no regular file of at most `most` bytes is there, or it is a link.
[[nodiscard]] std::optional<std::string> read_regular_file(
    const std::string& path, std::size_t most);

/// Those of `names` that are regular files in `folder`; if there is none, in
/// its only subfolder, as archives often have one.
[[nodiscard]] Files collect(const std::string& folder,
                            std::span<const std::string> names,
                            std::size_t most);

}  // namespace grader

#endif
