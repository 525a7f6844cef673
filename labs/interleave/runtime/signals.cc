// Signals are not explored: none ever arrives but those that a thread sends
// to its own process, whose handler then runs at once. Handlers and masks are
// remembered, in the program's memory, and do not reach the kernel, which
// would keep them for the next schedule. (SIGPIPE's do: see broken_pipe.cc.)
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

struct sigaction actions[NSIG];
sigset_t blocked;

bool is_signal(int signal) { return signal > 0 && signal < NSIG; }

// What is done unless the program asks for something else.
bool is_ignored_by_default(int signal) {
  return signal == SIGCHLD || signal == SIGURG || signal == SIGWINCH ||
         signal == SIGCONT;
}

void tell_kernel(int signal, const struct sigaction& action) {
  using Install = int (*)(int, const struct sigaction*, struct sigaction*);
  static Install install = nullptr;
  if (install == nullptr) {
    install = reinterpret_cast<Install>(dlsym(RTLD_NEXT, "sigaction"));
  }
  install(signal, &action, nullptr);
}

int set_action(int signal, const struct sigaction* action,
               struct sigaction* old) {
  if (!is_signal(signal)) return fail(EINVAL);
  if (action != nullptr && (signal == SIGKILL || signal == SIGSTOP)) {
    return fail(EINVAL);
  }
  const struct sigaction previous = actions[signal];
  if (action != nullptr) actions[signal] = *action;
  if (action != nullptr && signal == SIGPIPE) tell_kernel(signal, *action);
  if (old != nullptr) *old = previous;
  return 0;
}

sighandler_t set_handler(int signal, sighandler_t handler, int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  struct sigaction old {};
  if (set_action(signal, &action, &old) != 0) return SIG_ERR;
  return old.sa_handler;
}

void call_handler(int signal, const struct sigaction& action) {
  if ((action.sa_flags & SA_SIGINFO) == 0) {
    action.sa_handler(signal);
    return;
  }
  siginfo_t info{};
  info.si_signo = signal;
  action.sa_sigaction(signal, &info, nullptr);
}

int deliver(int signal, std::uint32_t pc) {
  if (!is_signal(signal)) return fail(EINVAL);
  const struct sigaction action = actions[signal];
  if (action.sa_handler == SIG_IGN) return 0;
  if (action.sa_handler != SIG_DFL) {
    if ((action.sa_flags & static_cast<int>(SA_RESETHAND)) != 0) {
      actions[signal].sa_handler = SIG_DFL;
    }
    call_handler(signal, action);
    return 0;
  }
  if (is_ignored_by_default(signal)) return 0;
  if (!exploring()) kernel::exit(128 + signal);
  self().pending.pc = pc;
  finish(Ending::kCrash, static_cast<std::uint64_t>(signal));
}

int change_mask(int how, const sigset_t* set, sigset_t* old) {
  const sigset_t previous = blocked;
  if (set != nullptr) {
    for (int i = 1; i < NSIG; ++i) {
      const bool named = sigismember(set, i) == 1;
      if (how == SIG_BLOCK && named) sigaddset(&blocked, i);
      if (how == SIG_UNBLOCK && named) sigdelset(&blocked, i);
    }
    if (how == SIG_SETMASK) blocked = *set;
  }
  if (old != nullptr) *old = previous;
  return 0;
}

}  // namespace
}  // namespace interleave

extern "C" {

int sigaction(int signal, const struct sigaction* action,
              struct sigaction* old) {
  return interleave::set_action(signal, action, old);
}

sighandler_t signal(int number, sighandler_t handler) {
  return interleave::set_handler(number, handler, SA_RESTART);
}

int siginterrupt(int, int) { return 0; }

int raise(int signal) { return interleave::deliver(signal, INTERLEAVE_SITE); }

int kill(pid_t process, int signal) {
  const std::uint32_t pc = INTERLEAVE_SITE;
  if (process != getpid() && process != 0) {
    if (signal != 0) interleave::unsupported("kill of another process");
    return interleave::fail(ESRCH);
  }
  return signal == 0 ? 0 : interleave::deliver(signal, pc);
}

int pthread_kill(pthread_t thread, int signal) {
  if (signal == 0) return 0;
  if (!pthread_equal(thread, pthread_self())) {
    interleave::unsupported("pthread_kill of another thread");
  }
  return interleave::deliver(signal, INTERLEAVE_SITE);
}

int sigprocmask(int how, const sigset_t* set, sigset_t* old) {
  return interleave::change_mask(how, set, old);
}

int pthread_sigmask(int how, const sigset_t* set, sigset_t* old) {
  return interleave::change_mask(how, set, old);
}

int sigpending(sigset_t* set) { return sigemptyset(set); }

}  // extern "C"
