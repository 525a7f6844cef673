// mmap, munmap, mremap.
#include "labs/interleave/runtime/mappings.hh"

#include <errno.h>
#include <stdarg.h>
#include <sys/mman.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr std::size_t kPage = 4096;
// The end of a mapping is an access to its first bytes, in the trace: to look
// at all of a large one would take long.
constexpr std::size_t kMostNoted = 1 << 20;

std::uintptr_t address_in(const void* pointer) {
  return reinterpret_cast<std::uintptr_t>(pointer);
}

// Room in the thread's range, behind a page that is left out. Null: none.
void* next_place(std::size_t size) {
  const Thread& thread = self();
  const std::size_t used = state().mapped[thread.number];
  if (size > kMappingSpan || size + kPage > kMappingSpan - used) return nullptr;
  return reinterpret_cast<void*>(kMappings + thread.number * kMappingSpan +
                                 used + kPage);
}

void keep_place(const void* place, std::size_t size) {
  const std::size_t end = (address_in(place) - kMappings) % kMappingSpan + size;
  state().mapped[self().number] = (end + kPage - 1) & ~(kPage - 1);
}

void* as_pointer(long result) { return reinterpret_cast<void*>(result); }

// One at a fixed address is the program's own affair.
void* map_call(void* wanted, std::size_t size, int protection, int flags,
               int descriptor, off_t offset) {
  const bool fixed = (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) != 0;
  void* place = exploring() && !fixed ? next_place(size) : nullptr;
  if (place == nullptr) {
    return as_pointer(real_call(SYS_mmap, wanted, size, protection, flags,
                                descriptor, offset));
  }
  const long result =
      real_call(SYS_mmap, place, size, protection, flags | MAP_FIXED_NOREPLACE,
                descriptor, offset);
  if (result != -1) keep_place(place, size);
  return as_pointer(result);
}

int unmap_call(void* begin, std::size_t size, std::uint32_t pc) {
  if (exploring() && in_mappings(address_in(begin))) {
    const std::size_t noted = size < kMostNoted ? size : kMostNoted;
    perform({.op = Op::kRelease,
             .pc = pc,
             .object = object_of(begin),
             .extra = noted});
  }
  return static_cast<int>(real_call(SYS_munmap, begin, size));
}

// Where it may be moved, it is, to a place as for a new one.
void* remap_call(void* begin, std::size_t size, std::size_t wanted, int flags,
                 void* target) {
  void* place = nullptr;
  if (exploring() && flags == MREMAP_MAYMOVE && wanted > size) {
    place = next_place(wanted);
  }
  if (place == nullptr) {
    return as_pointer(
        real_call(SYS_mremap, begin, size, wanted, flags, target));
  }
  const long result =
      real_call(SYS_mremap, begin, size, wanted, flags | MREMAP_FIXED, place);
  if (result != -1) keep_place(place, wanted);
  return as_pointer(result);
}

}  // namespace

void unmap_all() {
  State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    if (s.mapped[i] == 0) continue;
    kernel::call(SYS_munmap, static_cast<long>(kMappings + i * kMappingSpan),
                 static_cast<long>(s.mapped[i]));
    s.mapped[i] = 0;
  }
}

}  // namespace interleave

extern "C" {

void* mmap(void* wanted, size_t size, int protection, int flags, int descriptor,
           off_t offset) {
  return interleave::map_call(wanted, size, protection, flags, descriptor,
                              offset);
}

void* mmap64(void* wanted, size_t size, int protection, int flags,
             int descriptor, off64_t offset) {
  return interleave::map_call(wanted, size, protection, flags, descriptor,
                              offset);
}

int munmap(void* begin, size_t size) {
  return interleave::unmap_call(begin, size, INTERLEAVE_SITE);
}

void* mremap(void* begin, size_t size, size_t wanted, int flags, ...) {
  va_list list;
  va_start(list, flags);
  void* target = va_arg(list, void*);
  va_end(list);
  return interleave::remap_call(begin, size, wanted, flags, target);
}

}  // extern "C"
