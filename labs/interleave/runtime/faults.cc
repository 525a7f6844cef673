// Signals that the hardware's faults become, and the C library's own abort. A
// fault on a stack's next page or on a page that is watched for writing is the
// runtime's own; any other is a crash of the program, which ends the schedule
// but not the process.
#include <signal.h>
#include <ucontext.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/outcome.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

constexpr std::size_t kHandlerStack = 256 << 10;
constexpr std::uint64_t kRestorer = 0x04000000;  // SA_RESTORER

// As the kernel wants it; the C library's sigaction may be replaced.
struct KernelAction {
  void (*handler)(int, siginfo_t*, void*);
  std::uint64_t flags;
  void (*restorer)();
  std::uint64_t mask;
};

extern "C" void interleave_return_from_signal();
asm(R"(
.text
.type interleave_return_from_signal, @function
interleave_return_from_signal:
  movq $15, %rax
  syscall
.size interleave_return_from_signal, .-interleave_return_from_signal
)");

void install(int signal, void (*handler)(int, siginfo_t*, void*)) {
  const KernelAction action{handler,
                            SA_SIGINFO | SA_ONSTACK | SA_NODEFER | kRestorer,
                            interleave_return_from_signal, 0};
  kernel::call(SYS_rt_sigaction, signal, reinterpret_cast<long>(&action), 0,
               sizeof action.mask);
}

void die_of(int signal) {
  const KernelAction action{nullptr, kRestorer, interleave_return_from_signal,
                            0};
  kernel::call(SYS_rt_sigaction, signal, reinterpret_cast<long>(&action), 0,
               sizeof action.mask);
}

// A jump to what is no code: to make its page writable would not end it.
bool is_fetch(const void* context) {
  constexpr long kInstructionFetch = 16;  // of a page fault's error code
  const auto* interrupted = static_cast<const ucontext_t*>(context);
  return (interrupted->uc_mcontext.gregs[REG_ERR] & kInstructionFetch) != 0;
}

void on_fault(int signal, siginfo_t* info, void* context) {
  State& s = state();
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  const bool access = signal == SIGSEGV && !is_fetch(context);
  if (access) {
    if (grow_stack(address, s.stack_windows)) return;
    if (note_dirty(s.checkpoint, address)) return;
  }
  if (!s.exploring) {
    die_of(signal);  // and return to the same fault
    return;
  }
  const bool overflow = access && address - kStacks < kMaxThreads * kStackSpan;
  finish(Ending::kCrash, static_cast<std::uint64_t>(signal),
         overflow ? "the stack is full: endless recursion?" : "");
}

}  // namespace

void catch_faults() {
  stack_t stack{};
  stack.ss_sp = kernel::map(kHandlerStack);
  stack.ss_size = kHandlerStack;
  kernel::call(SYS_sigaltstack, reinterpret_cast<long>(&stack), 0);
  // SIGABRT is how the C library itself ends a program: a smashed stack, a
  // checked copy that does not fit.
  constexpr int kFaults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
  for (const int signal : kFaults) install(signal, on_fault);
}

}  // namespace interleave
