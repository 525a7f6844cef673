// malloc and its family. Allocating is not visible to other threads; freeing
// is, but is a scheduling point only where the program itself calls it: the C
// library may hold its own locks when it frees.
#include <errno.h>
#include <malloc.h>

#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/heap.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/outcome.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

// The loader allocates before anything of the runtime exists.
bool is_prepared = false;

void prepare() {
  if (is_prepared) return;
  is_prepared = true;
  prepare_state();
}

void* allocate(std::size_t size, std::size_t alignment, std::uint32_t pc) {
  prepare();
  const bool visible = exploring();
  void* block = heap_allocate(visible ? self().number : 0, size, alignment);
  if (block == nullptr) {
    *__errno_location() = ENOMEM;
  } else if (visible) {
    note({.op = Op::kAllocate,
          .pc = pc,
          .object = object_of(block),
          .extra = size});
  }
  return block;
}

// A variable of the program, and so not the loader's own: that has blocks from
// before this heap.
bool is_variable(std::uintptr_t address) {
  const CodeRange& program = state().program;
  return address - kStacks < kMaxThreads * kStackSpan ||
         address - program.load_address <
             program.data_end - program.load_address;
}

void check_free(void* block) {
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  if (!in_heap(address)) finish_at(Ending::kBadFree, object_of(block), 0);
  const Mark before = mark_of(address - sizeof(BlockHeader));
  const Mark mark = mark_of(address);
  if (mark == Mark::kFreed && before == Mark::kOutside) {
    finish_at(Ending::kDoubleFree, object_of(block), object_of(block));
  }
  const bool empty = header_of(block).size == 0;
  if ((mark != Mark::kLive && !empty) || before != Mark::kOutside) {
    finish_at(Ending::kBadFree, object_of(block), 0);
  }
}

void release_block(void* block, std::uint32_t pc, bool may_switch) {
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  if (block == nullptr) return;
  if (!is_prepared) return;  // the loader's own
  if (!exploring()) {
    if (in_heap(address)) heap_free(block);
    return;
  }
  if (!in_heap(address) && !is_variable(address)) return;
  const Pending pending{.op = Op::kRelease,
                        .pc = pc,
                        .object = object_of(block),
                        .extra = in_heap(address) ? header_of(block).size : 0};
  may_switch ? perform(pending) : note(pending);
  check_free(block);
  heap_free(block);
}

void* reallocate(void* block, std::size_t size, std::uint32_t pc) {
  void* bigger = allocate(size, 0, pc);
  if (bigger == nullptr || block == nullptr) return bigger;
  if (exploring()) check_free(block);  // before its size is believed
  const std::size_t before = header_of(block).size;
  kernel::copy(bigger, block, before < size ? before : size);
  release_block(block, pc, false);
  return bigger;
}

// Calls come before the state exists, too.
std::uint32_t visible_pc(const void* return_address, const void* frame) {
  if (!is_prepared || !exploring()) return 0;
  return program_pc(return_address, frame);
}

}  // namespace
}  // namespace interleave

#define CALLER                                        \
  interleave::visible_pc(__builtin_return_address(0), \
                         __builtin_frame_address(0))
#define FROM_PROGRAM interleave::called_by_program(__builtin_return_address(0))

extern "C" {

void* malloc(std::size_t size) { return interleave::allocate(size, 0, CALLER); }

void free(void* block) {
  interleave::release_block(block, CALLER,
                            interleave::is_prepared && FROM_PROGRAM);
}

void* calloc(std::size_t count, std::size_t size) {
  std::size_t total;
  if (__builtin_mul_overflow(count, size, &total)) {
    *__errno_location() = ENOMEM;
    return nullptr;
  }
  return interleave::allocate(total, 0, CALLER);
}

void* realloc(void* block, std::size_t size) {
  return interleave::reallocate(block, size, CALLER);
}

void* reallocarray(void* block, std::size_t count, std::size_t size) {
  std::size_t total;
  if (__builtin_mul_overflow(count, size, &total)) {
    *__errno_location() = ENOMEM;
    return nullptr;
  }
  return interleave::reallocate(block, total, CALLER);
}

void* memalign(std::size_t alignment, std::size_t size) {
  return interleave::allocate(size, alignment, CALLER);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return interleave::allocate(size, alignment, CALLER);
}

int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
  if (alignment % sizeof(void*) != 0 || (alignment & (alignment - 1)) != 0) {
    return EINVAL;
  }
  void* allocated = interleave::allocate(size, alignment, CALLER);
  if (allocated == nullptr) return ENOMEM;
  *block = allocated;
  return 0;
}

std::size_t malloc_usable_size(void* block) {
  return block == nullptr ? 0 : interleave::header_of(block).size;
}

// operator delete, in all its forms: in libstdc++ it would call free from
// outside the program, where no switch is allowed.
#define DEFINE_DELETE(symbol)                                          \
  void symbol(void* block) {                                           \
    interleave::release_block(block, CALLER,                           \
                              interleave::is_prepared&& FROM_PROGRAM); \
  }
DEFINE_DELETE(_ZdlPv)
DEFINE_DELETE(_ZdaPv)
DEFINE_DELETE(_ZdlPvm)
DEFINE_DELETE(_ZdaPvm)
DEFINE_DELETE(_ZdlPvSt11align_val_t)
DEFINE_DELETE(_ZdaPvSt11align_val_t)
DEFINE_DELETE(_ZdlPvmSt11align_val_t)
DEFINE_DELETE(_ZdaPvmSt11align_val_t)

}  // extern "C"
