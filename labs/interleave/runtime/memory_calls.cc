// memcpy, memmove and memset: accesses to ranges where the program itself
// calls them, mere copies where a library does.
#include <cstddef>

#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/outcome.hh"
#include "labs/interleave/runtime/scheduler.hh"
#include "labs/interleave/runtime/string_access.hh"

namespace interleave {
namespace {

void move_backwards(void* to, const void* from, std::size_t size) {
  auto* target = static_cast<char*>(to) + size;
  const auto* source = static_cast<const char*>(from) + size;
  while (size-- > 0) *--target = *--source;
}

void move(void* to, const void* from, std::size_t size) {
  const auto distance = static_cast<std::size_t>(
      static_cast<char*>(to) - static_cast<const char*>(from));
  if (distance >= size) {
    kernel::copy(to, from, size);
  } else {
    move_backwards(to, from, size);
  }
}

void note_transfer(void* to, const void* from, std::size_t size,
                   const void* return_address) {
  if (!is_visible(return_address)) return;
  range_access(Op::kReadRange, from, size, return_address);
  range_access(Op::kWriteRange, to, size, return_address);
}

}  // namespace
}  // namespace interleave

extern "C" {

void* memcpy(void* to, const void* from, std::size_t size) {
  interleave::note_transfer(to, from, size, __builtin_return_address(0));
  interleave::kernel::copy(to, from, size);
  return to;
}

void* memmove(void* to, const void* from, std::size_t size) {
  interleave::note_transfer(to, from, size, __builtin_return_address(0));
  interleave::move(to, from, size);
  return to;
}

void* memset(void* to, int byte, std::size_t size) {
  if (interleave::is_visible(__builtin_return_address(0))) {
    interleave::range_access(interleave::Op::kWriteRange, to, size,
                             __builtin_return_address(0));
  }
  interleave::kernel::fill(to, byte, size);
  return to;
}

}  // extern "C"
