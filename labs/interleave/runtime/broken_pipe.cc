#include "labs/interleave/runtime/broken_pipe.hh"

#include <signal.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

constexpr long kSetSize = 8;  // of the kernel's set of signals

// The kernel's own layout, not the C library's.
struct KernelAction {
  void (*handler)(int);
  unsigned long flags;
  void (*restorer)();
  unsigned long mask;
};
static_assert(sizeof(KernelAction) == sizeof Descriptors::broken_pipe);

bool is_blocked() {
  unsigned long set = 0;
  kernel::call(SYS_rt_sigprocmask, SIG_BLOCK, 0, reinterpret_cast<long>(&set),
               kSetSize);
  return (set >> (SIGPIPE - 1) & 1) != 0;
}

}  // namespace

void reset_broken_pipe() {
  Descriptors& d = state().descriptors;
  const auto saved = reinterpret_cast<long>(d.broken_pipe);
  if (d.knows_broken_pipe) {
    kernel::call(SYS_rt_sigaction, SIGPIPE, saved, 0, kSetSize);
  } else {
    kernel::call(SYS_rt_sigaction, SIGPIPE, 0, saved, kSetSize);
    d.knows_broken_pipe = true;
  }
}

// The program's own calls of signal and sigaction reach the kernel: asking it
// is simpler than keeping a second record.
void raise_broken_pipe() {
  if (is_blocked()) return;
  KernelAction action = {};
  kernel::call(SYS_rt_sigaction, SIGPIPE, 0, reinterpret_cast<long>(&action),
               kSetSize);
  if (action.handler == SIG_IGN) return;
  if (action.handler == SIG_DFL) finish(Ending::kCrash, SIGPIPE);
  if ((action.flags & SA_SIGINFO) == 0) {
    action.handler(SIGPIPE);
    return;
  }
  siginfo_t info = {};
  info.si_signo = SIGPIPE;
  info.si_code = SI_USER;
  reinterpret_cast<void (*)(int, siginfo_t*, void*)>(
      reinterpret_cast<void*>(action.handler))(SIGPIPE, &info, nullptr);
}

}  // namespace interleave
