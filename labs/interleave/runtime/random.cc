// Random numbers that would come from the kernel or the processor: the same
// in every run. (rand, random and drand48 need nothing: their state lies in
// memory that is put back before each schedule, and a seed taken from the
// time is the same, too, because time is virtual.)
#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/policy.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr std::size_t kMaxEntropy = 256;

// In the program's memory.
std::uint64_t random_state = 1;

void fill_randomly(void* buffer, std::size_t size) {
  auto* at = static_cast<char*>(buffer);
  while (size > 0) {
    const std::uint64_t bits = next_random(random_state);
    const std::size_t part = size < sizeof bits ? size : sizeof bits;
    kernel::copy(at, &bits, part);
    at += part;
    size -= part;
  }
}

std::uint32_t random_word() {
  return static_cast<std::uint32_t>(next_random(random_state) >> 32);
}

}  // namespace
}  // namespace interleave

extern "C" {

ssize_t getrandom(void* buffer, std::size_t size, unsigned) {
  interleave::fill_randomly(buffer, size);
  return static_cast<ssize_t>(size);
}

int getentropy(void* buffer, std::size_t size) {
  if (size > interleave::kMaxEntropy) return interleave::fail(EIO);
  interleave::fill_randomly(buffer, size);
  return 0;
}

std::uint32_t arc4random() { return interleave::random_word(); }

void arc4random_buf(void* buffer, std::size_t size) {
  interleave::fill_randomly(buffer, size);
}

std::uint32_t arc4random_uniform(std::uint32_t bound) {
  if (bound == 0) return 0;
  return static_cast<std::uint32_t>(
      static_cast<std::uint64_t>(interleave::random_word()) * bound >> 32);
}

// std::random_device, which may ask the processor.
std::uint32_t interleave_random_device(void*) __asm__(
    "_ZNSt13random_device9_M_getvalEv");
std::uint32_t interleave_random_device(void*) {
  return interleave::random_word();
}

}  // extern "C"
