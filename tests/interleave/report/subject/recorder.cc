// Stands in for the explorer's runtime: prints every access and every call of
// the program it is linked into, without addresses.
//
// One line each: "access OP PLACE OFFSET SIZE VALUE PC", "call SITE FUNCTION",
// "return", "allocate OFFSET SIZE PC".
#include <sys/mman.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" {
extern const char __executable_start[];
extern const char end[];
}

namespace {

char* heap = nullptr;
std::size_t heap_used = 0;
constexpr std::size_t kHeapSize = 1 << 16;
constexpr std::uintptr_t kStackSpan = 1 << 16;
std::uintptr_t stack_top = 0;

std::uintptr_t offset_of_code(const void* pc) {
  return reinterpret_cast<std::uintptr_t>(pc) -
         reinterpret_cast<std::uintptr_t>(__executable_start);
}

// Offsets count as those of the runtime do: up from the program and the heap,
// down from the stack's top and the thread pointer.
void place(std::uintptr_t address, const char*& name, std::uintptr_t& offset) {
  const auto program = reinterpret_cast<std::uintptr_t>(__executable_start);
  const auto heap_begin = reinterpret_cast<std::uintptr_t>(heap);
  const auto pointer =
      reinterpret_cast<std::uintptr_t>(__builtin_thread_pointer());
  name = "library";
  offset = 0;
  if (address - program < static_cast<std::uintptr_t>(end - __executable_start))
    name = "global", offset = address - program;
  else if (heap != nullptr && address - heap_begin < kHeapSize)
    name = "heap", offset = address - heap_begin;
  else if (stack_top - address < kStackSpan)
    name = "stack", offset = stack_top - address;
  else if (pointer - address < kStackSpan)
    name = "thread_local", offset = pointer - address;
}

void access(const char* op, const void* where, unsigned size, const void* pc) {
  const char* name = nullptr;
  std::uintptr_t offset = 0;
  place(reinterpret_cast<std::uintptr_t>(where), name, offset);
  std::uint64_t value = 0;
  std::memcpy(&value, where, size);
  // An address would differ from run to run.
  if (value >> 32 != 0 && size == 8) value = std::uint64_t{1} << 40;
  std::printf("access %s %s %zu %u %llu %zu\n", op, name, offset, size,
              static_cast<unsigned long long>(value), offset_of_code(pc));
}

}  // namespace

#define CALLER __builtin_return_address(0)

extern "C" {
void __tsan_init() {}
void __tsan_func_entry(void* site) {
  if (stack_top == 0)
    stack_top =
        reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) + 4096;
  std::printf("call %zu %zu\n", offset_of_code(site), offset_of_code(CALLER));
}
void __tsan_func_exit() { std::puts("return"); }
void __tsan_read1(void* where) { access("read", where, 1, CALLER); }
void __tsan_read2(void* where) { access("read", where, 2, CALLER); }
void __tsan_read4(void* where) { access("read", where, 4, CALLER); }
void __tsan_read8(void* where) { access("read", where, 8, CALLER); }
void __tsan_write1(void* where) { access("write", where, 1, CALLER); }
void __tsan_write2(void* where) { access("write", where, 2, CALLER); }
void __tsan_write4(void* where) { access("write", where, 4, CALLER); }
void __tsan_write8(void* where) { access("write", where, 8, CALLER); }
void __tsan_read_range(void*, std::size_t) {}
void __tsan_write_range(void*, std::size_t) {}
void __tsan_vptr_update(void**, void*) {}
void __tsan_vptr_read(void**) {}
int __tsan_atomic32_load(const volatile int* where, int) {
  access("load", const_cast<const int*>(where), 4, CALLER);
  return *where;
}

void* allocate(std::size_t size) {
  if (heap == nullptr)
    heap = static_cast<char*>(mmap(nullptr, kHeapSize, PROT_READ | PROT_WRITE,
                                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  std::printf("allocate %zu %zu %zu\n", heap_used, size,
              offset_of_code(CALLER));
  void* block = heap + heap_used;
  heap_used += (size + 15) / 16 * 16;
  return block;
}
}
