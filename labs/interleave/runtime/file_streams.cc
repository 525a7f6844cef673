// FILE streams on modelled descriptors: fdopen, and dprintf. The C library
// would read and write the number, behind which there is only /dev/null.
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <unistd.h>

#include "labs/interleave/runtime/descriptors.hh"

extern "C" FILE* _IO_fdopen(int descriptor, const char* mode);

namespace interleave {
namespace {

void* cookie_of(int descriptor) {
  return reinterpret_cast<void*>(static_cast<intptr_t>(descriptor));
}
int descriptor_of(void* cookie) {
  return static_cast<int>(reinterpret_cast<intptr_t>(cookie));
}

ssize_t read_stream(void* cookie, char* buffer, size_t size) {
  return read(descriptor_of(cookie), buffer, size);
}

// A stream takes no bytes at all for an error, not -1.
ssize_t write_stream(void* cookie, const char* buffer, size_t size) {
  const ssize_t written = write(descriptor_of(cookie), buffer, size);
  return written < 0 ? 0 : written;
}

int close_stream(void* cookie) { return close(descriptor_of(cookie)); }

// Its lock would be waited for in the kernel, where no other thread of the
// program could run to release it: the stream does without. Two threads that
// use it at once may so see what a locked stream would not show.
FILE* open_stream(int descriptor, const char* mode) {
  FILE* stream =
      fopencookie(cookie_of(descriptor), mode,
                  {read_stream, write_stream, nullptr, close_stream});
  if (stream != nullptr) __fsetlocking(stream, FSETLOCKING_BYCALLER);
  return stream;
}

__attribute__((format(printf, 2, 0))) int print_to(int descriptor,
                                                   const char* format,
                                                   va_list list) {
  char* text = nullptr;
  const int length = vasprintf(&text, format, list);
  if (length < 0) return -1;
  const ssize_t written = write(descriptor, text, static_cast<size_t>(length));
  const int error = errno;
  free(text);
  errno = error;
  return written < 0 ? -1 : static_cast<int>(written);
}

}  // namespace
}  // namespace interleave

#define PRINT_TO(descriptor, format)                                  \
  va_list list;                                                       \
  va_start(list, format);                                             \
  const int printed = interleave::print_to(descriptor, format, list); \
  va_end(list);                                                       \
  return printed

extern "C" {

FILE* fdopen(int descriptor, const char* mode) {
  if (!interleave::is_modelled(descriptor)) return _IO_fdopen(descriptor, mode);
  return interleave::open_stream(descriptor, mode);
}

int vdprintf(int descriptor, const char* format, va_list list) {
  return interleave::print_to(descriptor, format, list);
}

__attribute__((format(printf, 3, 0))) int __vdprintf_chk(int descriptor, int,
                                                         const char* format,
                                                         va_list list) {
  return interleave::print_to(descriptor, format, list);
}

int dprintf(int descriptor, const char* format, ...) {
  PRINT_TO(descriptor, format);
}

__attribute__((format(printf, 3, 4))) int __dprintf_chk(int descriptor, int,
                                                        const char* format,
                                                        ...) {
  PRINT_TO(descriptor, format);
}

}  // extern "C"
