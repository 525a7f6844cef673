#include "labs/interleave/runtime/broken_pipe.hh"

#include <signal.h>

#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {

// What the program asked for is known to signals.cc, which these calls reach.
void raise_broken_pipe() {
  sigset_t blocked;
  sigprocmask(SIG_BLOCK, nullptr, &blocked);
  if (sigismember(&blocked, SIGPIPE) == 1) return;
  struct sigaction action;
  sigaction(SIGPIPE, nullptr, &action);
  if (action.sa_handler == SIG_IGN) return;
  if (action.sa_handler == SIG_DFL) finish(Ending::kCrash, SIGPIPE);
  if ((action.sa_flags & static_cast<int>(SA_RESETHAND)) != 0) {
    signal(SIGPIPE, SIG_DFL);
  }
  if ((action.sa_flags & SA_SIGINFO) == 0) {
    action.sa_handler(SIGPIPE);
    return;
  }
  siginfo_t info = {};
  info.si_signo = SIGPIPE;
  info.si_code = SI_USER;
  action.sa_sigaction(SIGPIPE, &info, nullptr);
}

}  // namespace interleave
