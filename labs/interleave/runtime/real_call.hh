// System calls made on the program's behalf, for what is not modelled.
//
// The kernel cannot fill memory that is write-protected to see what a schedule
// changes (see checkpoint.hh): such a call would fail with EFAULT. So it is
// made writable first.
#pragma once

#include <sys/syscall.h>
#include <sys/uio.h>

#include <cstddef>
#include <cstdint>

namespace interleave {

// The program's memory is about to be filled by somebody who cannot be
// interrupted by a fault.
void make_writable(void* memory, std::size_t size);
void make_writable(const iovec* parts, std::uint64_t count);

// A system call's result as the C library returns it: sets errno.
long from_kernel(long result);

long real_call_of_words(long number, const long (&arguments)[6]);

template <typename Value>
long word_of(Value value) {
  return static_cast<long>(value);
}
template <typename Value>
long word_of(Value* value) {
  return reinterpret_cast<long>(value);
}

// The call, with the result as the C library returns it. What an argument
// points to may be filled, up to a page; what is larger needs make_writable.
template <typename... Arguments>
long real_call(long number, Arguments... arguments) {
  return real_call_of_words(number, {word_of(arguments)...});
}

}  // namespace interleave
