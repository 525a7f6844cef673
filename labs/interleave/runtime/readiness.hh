// What a modelled descriptor is ready for, as poll reports it.
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/descriptors.hh"

namespace interleave {

inline constexpr std::uint32_t kAtomicWrite = 4096;  // PIPE_BUF

// POLLIN, POLLOUT, POLLERR, POLLHUP and POLLRDHUP.
unsigned readiness(const File& file);
// Would reading or writing (`size` bytes) return at once?
bool can_read(const File& file);
bool can_write(const File& file, std::uint64_t size);

}  // namespace interleave
