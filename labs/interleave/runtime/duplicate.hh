// A second number for the same open file: dup, and fcntl's F_DUPFD.
#pragma once

#include <cstdint>

namespace interleave {

// The lowest free number that is at least `lowest`; or -1 and errno.
int duplicate(int descriptor, long lowest, bool close_on_exec,
              std::uint32_t pc);

}  // namespace interleave
