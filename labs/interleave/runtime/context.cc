#include "labs/interleave/runtime/context.hh"

#include <asm/prctl.h>
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/state.hh"

extern "C" void interleave_swap_stacks(void** from, void* to);

// Callee-saved registers and the control words of the SSE and x87 units, such
// as the way to round, are all that a function call must preserve.
asm(R"(
.text
.type interleave_swap_stacks, @function
interleave_swap_stacks:
  .cfi_startproc
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  stmxcsr (%rsp)
  fnstcw 4(%rsp)
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  ldmxcsr (%rsp)
  fldcw 4(%rsp)
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  .cfi_endproc
.size interleave_swap_stacks, .-interleave_swap_stacks
)");

namespace interleave {
namespace {

constexpr unsigned kSavedRegisters = 6;
constexpr std::size_t kPage = 4096;
constexpr std::size_t kShellStack = 64 << 10;  // beside the storage

// As interleave_swap_stacks leaves them on the stack.
struct ControlWords {
  std::uint32_t sse;
  std::uint16_t x87;
  std::uint16_t unused;
};
static_assert(sizeof(ControlWords) == sizeof(void*));
struct Arrival {
  Shell* shell;
  char* stack_end;
  std::uint32_t here;
};

void set_thread_pointer(std::uint64_t value) {
  if (state().fast_thread_pointer) {
    asm volatile("wrfsbase %0" : : "r"(value) : "memory");
  } else {
    kernel::call(SYS_arch_prctl, ARCH_SET_FS, static_cast<long>(value));
  }
}

// Tells where its storage lies and sleeps for ever. It lives on a stack whose
// upper end the C library keeps for the thread's storage and record.
void* live_in_shell(void* argument) {
  auto* arrival = static_cast<Arrival*>(argument);
  arrival->shell->thread_pointer = current_thread_pointer();
  std::uint32_t never = 0;
  char* frame = static_cast<char*>(__builtin_frame_address(0));
  arrival->shell->size = static_cast<std::size_t>(arrival->stack_end - frame);
  arrival->shell->storage = frame;
  // Pairs with the load in start_shell, which then sees the shell.
  __atomic_store_n(&arrival->here, 1, __ATOMIC_RELEASE);
  kernel::futex_wake(&arrival->here);
  for (;;) kernel::futex_wait(&never, 0);
}

// What thread-local storage the loaded files ask for, with its alignment.
int add_thread_locals(dl_phdr_info* file, std::size_t, void* sum) {
  for (unsigned i = 0; i < file->dlpi_phnum; ++i) {
    const auto& header = file->dlpi_phdr[i];
    if (header.p_type != PT_TLS) continue;
    *static_cast<std::size_t*>(sum) += header.p_memsz + header.p_align;
  }
  return 0;
}

std::size_t size_of_thread_locals() {
  std::size_t sum = 0;
  dl_iterate_phdr(add_thread_locals, &sum);
  return (sum + kPage - 1) & ~(kPage - 1);
}

[[noreturn]] void refuse_shell(int error) {
  char text[128];
  snprintf(text, sizeof text, "cannot start a thread: %s%s", strerror(error),
           error == EAGAIN ? ": too many in this session?" : "");
  kernel::die(text);
}

// In [stack, stack + size).
void start_shell(Shell& shell, std::uintptr_t stack, std::size_t size) {
  using Create =
      int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  const auto create =
      reinterpret_cast<Create>(dlsym(RTLD_NEXT, "pthread_create"));
  kernel::map_at(stack, size, PROT_READ | PROT_WRITE);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, reinterpret_cast<void*>(stack), size);
  Arrival arrival{&shell, reinterpret_cast<char*>(stack + size), 0};
  pthread_t ignored;
  const int error = create(&ignored, &attributes, live_in_shell, &arrival);
  if (error != 0) refuse_shell(error);
  // Pairs with the store in live_in_shell.
  while (__atomic_load_n(&arrival.here, __ATOMIC_ACQUIRE) == 0) {
    kernel::futex_wait(&arrival.here, 0);
  }
  pthread_attr_destroy(&attributes);
}

}  // namespace

std::uint64_t current_thread_pointer() {
  std::uint64_t value;
  asm("movq %%fs:0, %0" : "=r"(value));  // the record begins with its address
  return value;
}

void reserve_stacks() {
  kernel::map_at(kStacks, kMaxThreads * kStackSpan, PROT_NONE);
}

bool grow_stack(std::uintptr_t address, std::uint32_t* windows) {
  if (address < kStacks) return false;
  const std::uintptr_t number = (address - kStacks) / kStackSpan;
  if (number >= kMaxThreads) return false;
  const auto top = reinterpret_cast<std::uintptr_t>(
      stack_top(static_cast<unsigned>(number)));
  const std::uintptr_t page = address & ~std::uintptr_t{4095};
  if (page < top - kStackSpan + 4096) return false;  // the guard page
  kernel::protect(page, top - page, PROT_READ | PROT_WRITE);
  windows[number] = static_cast<std::uint32_t>(top - page);
  return true;
}

std::size_t start_shells(Shell* shells, unsigned count) {
  // The C library has the storage at the upper end of the stack.
  const std::size_t size = kShellStack + size_of_thread_locals();
  for (unsigned i = 0; i < count; ++i) {
    start_shell(shells[i], kShellStacks + i * size, size);
  }
  return size - kShellStack;
}

void save_shells(Shell* shells, unsigned count) {
  for (unsigned i = 0; i < count; ++i) {
    shells[i].saved = static_cast<char*>(kernel::map(shells[i].size));
    kernel::copy(shells[i].saved, shells[i].storage, shells[i].size);
  }
}

std::uint64_t restore_shells(const Shell* shells, unsigned count) {
  std::uint64_t bytes = 0;
  for (unsigned i = 0; i < count; ++i) {
    kernel::copy(shells[i].storage, shells[i].saved, shells[i].size);
    bytes += shells[i].size;
  }
  return bytes;
}

void switch_context(Context& from, const Context& to) {
  if (from.thread_pointer != to.thread_pointer) {
    set_thread_pointer(to.thread_pointer);
  }
  interleave_swap_stacks(&from.stack_pointer, to.stack_pointer);
}

Context fresh_context(char* top, std::uint64_t thread_pointer,
                      void (*entry)()) {
  auto** stack = reinterpret_cast<void**>(top - 64);
  stack[-1] = nullptr;  // entry's return address: where a stack walk ends
  stack[-2] = reinterpret_cast<void*>(entry);
  for (unsigned i = 0; i < kSavedRegisters; ++i) stack[-3 - int(i)] = nullptr;
  stack -= 3 + kSavedRegisters;
  // A thread begins with those of the one that creates it.
  ControlWords words{};
  asm("stmxcsr %0" : "=m"(words.sse));
  asm("fnstcw %0" : "=m"(words.x87));
  kernel::copy(stack, &words, sizeof words);
  return {stack, thread_pointer};
}

}  // namespace interleave
