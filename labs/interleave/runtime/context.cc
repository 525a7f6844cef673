#include "labs/interleave/runtime/context.hh"

#include <asm/prctl.h>
#include <dlfcn.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/mman.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/state.hh"

extern "C" void interleave_swap_stacks(void** from, void* to);

// Callee-saved registers and the control words of the x87 and SSE units are
// all that a function call must preserve.
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

constexpr unsigned kSavedWords = 7;  // registers, and the control words
constexpr std::size_t kShellStack = 64 << 10;

struct Arrival {
  Shell* shell;
  std::uint32_t here;
};

void set_thread_pointer(std::uint64_t value) {
  if (state().fast_thread_pointer) {
    asm volatile("wrfsbase %0" : : "r"(value) : "memory");
  } else {
    kernel::call(SYS_arch_prctl, ARCH_SET_FS, static_cast<long>(value));
  }
}

// As interleave_swap_stacks saves them.
struct FloatingPointControl {
  std::uint32_t sse;
  std::uint16_t x87;
  std::uint16_t unused;
};
static_assert(sizeof(FloatingPointControl) == sizeof(void*));

// Tells where its storage lies and sleeps for ever. It lives on a stack whose
// upper end the C library keeps for the thread's storage and record.
void* live_in_shell(void* argument) {
  auto* arrival = static_cast<Arrival*>(argument);
  arrival->shell->thread_pointer = current_thread_pointer();
  std::uint32_t never = 0;
  char* frame = static_cast<char*>(__builtin_frame_address(0));
  arrival->shell->size =
      static_cast<std::size_t>(arrival->shell->storage + kShellStack - frame);
  arrival->shell->storage = frame;
  __atomic_store_n(&arrival->here, 1, __ATOMIC_RELEASE);
  kernel::futex_wake(&arrival->here);
  for (;;) kernel::futex_wait(&never, 0);
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

void start_shells(Shell* shells, unsigned count) {
  using Create =
      int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  const auto create =
      reinterpret_cast<Create>(dlsym(RTLD_NEXT, "pthread_create"));
  for (unsigned i = 0; i < count; ++i) {
    const std::uintptr_t stack = kShellStacks + i * kShellStack;
    kernel::map_at(stack, kShellStack, PROT_READ | PROT_WRITE);
    shells[i].storage = reinterpret_cast<char*>(stack);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, shells[i].storage, kShellStack);
    Arrival arrival{&shells[i], 0};
    pthread_t ignored;
    if (create(&ignored, &attributes, live_in_shell, &arrival) != 0) {
      kernel::die("cannot start a thread: too many in this session?");
    }
    while (__atomic_load_n(&arrival.here, __ATOMIC_ACQUIRE) == 0) {
      kernel::futex_wait(&arrival.here, 0);
    }
    pthread_attr_destroy(&attributes);
  }
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
  for (unsigned i = 0; i < kSavedWords; ++i) stack[-3 - int(i)] = nullptr;
  void** saved = stack - 2 - kSavedWords;
  auto* control = reinterpret_cast<FloatingPointControl*>(saved);
  asm("stmxcsr %0" : "=m"(control->sse));
  asm("fnstcw %0" : "=m"(control->x87));
  return {saved, thread_pointer};
}

}  // namespace interleave
