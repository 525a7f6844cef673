// Functions of the C library that have the kernel fill the program's memory
// without a call that the runtime replaces: what they fill is made writable
// before, and they are the library's again.
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "labs/interleave/runtime/library_function.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

// A product that is too large is all of memory.
std::size_t product(std::size_t a, std::size_t b) {
  std::size_t bytes = 0;
  return __builtin_mul_overflow(a, b, &bytes) ? ~std::size_t{0} : bytes;
}

int call_stat(long number, const char* path, void* status) {
  return static_cast<int>(real_call(number, path, status));
}

}  // namespace
}  // namespace interleave

extern "C" {

// Large reads go past the stream's buffer.
INTERLEAVE_WRAPPER size_t fread(void* to, size_t size, size_t count,
                                FILE* stream) {
  interleave::make_writable(to, interleave::product(size, count));
  return LIBRARY(fread)(to, size, count, stream);
}

INTERLEAVE_WRAPPER size_t fread_unlocked(void* to, size_t size, size_t count,
                                         FILE* stream) {
  interleave::make_writable(to, interleave::product(size, count));
  return LIBRARY(fread_unlocked)(to, size, count, stream);
}

INTERLEAVE_WRAPPER int setvbuf(FILE* stream, char* buffer, int mode,
                               size_t size) {
  if (buffer != nullptr) interleave::make_writable(buffer, size);
  return LIBRARY(setvbuf)(stream, buffer, mode, size);
}

void setbuffer(FILE* stream, char* buffer, size_t size) {
  setvbuf(stream, buffer, buffer == nullptr ? _IONBF : _IOFBF, size);
}

void setbuf(FILE* stream, char* buffer) { setbuffer(stream, buffer, BUFSIZ); }

ssize_t pread(int descriptor, void* to, size_t size, off_t offset) {
  interleave::make_writable(to, size);
  return interleave::real_call(SYS_pread64, descriptor, to, size, offset);
}

ssize_t pread64(int descriptor, void* to, size_t size, off64_t offset) {
  return pread(descriptor, to, size, offset);
}

int stat(const char* path, struct stat* status) {
  return interleave::call_stat(SYS_stat, path, status);
}

int stat64(const char* path, struct stat64* status) {
  return interleave::call_stat(SYS_stat, path, status);
}

int lstat(const char* path, struct stat* status) {
  return interleave::call_stat(SYS_lstat, path, status);
}

int lstat64(const char* path, struct stat64* status) {
  return interleave::call_stat(SYS_lstat, path, status);
}

int fstat(int descriptor, struct stat* status) {
  return static_cast<int>(interleave::real_call(SYS_fstat, descriptor, status));
}

int fstat64(int descriptor, struct stat64* status) {
  return static_cast<int>(interleave::real_call(SYS_fstat, descriptor, status));
}

int fstatat(int folder, const char* path, struct stat* status, int flags) {
  return static_cast<int>(
      interleave::real_call(SYS_newfstatat, folder, path, status, flags));
}

INTERLEAVE_WRAPPER char* getcwd(char* path, size_t size) {
  if (path != nullptr) interleave::make_writable(path, size);
  return LIBRARY(getcwd)(path, size);
}

ssize_t readlink(const char* path, char* to, size_t size) {
  interleave::make_writable(to, size);
  return interleave::real_call(SYS_readlink, path, to, size);
}

int uname(struct utsname* name) {
  return static_cast<int>(interleave::real_call(SYS_uname, name));
}

int getrusage(__rusage_who_t who, struct rusage* usage) {
  return static_cast<int>(interleave::real_call(SYS_getrusage, who, usage));
}

}  // extern "C"
