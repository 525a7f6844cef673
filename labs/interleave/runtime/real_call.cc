#include "labs/interleave/runtime/real_call.hh"

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/state.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr std::size_t kLargestResult = 4096;

}  // namespace

void make_writable(void* memory, std::size_t size) {
  save_range(state().checkpoint, reinterpret_cast<std::uintptr_t>(memory),
             size);
}

void make_writable(const iovec* parts, std::uint64_t count) {
  for (std::uint64_t i = 0; i < count; ++i) {
    make_writable(parts[i].iov_base, parts[i].iov_len);
  }
}

long from_kernel(long result) {
  return result < 0 ? fail(static_cast<int>(-result)) : result;
}

long real_call_of_words(long number, const long (&a)[6]) {
  for (const long word : a) {
    make_writable(reinterpret_cast<void*>(word), kLargestResult);
  }
  return from_kernel(kernel::call(number, a[0], a[1], a[2], a[3], a[4], a[5]));
}

}  // namespace interleave
