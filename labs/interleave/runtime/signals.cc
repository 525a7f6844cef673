// Signals are not explored: none ever arrives but those that a thread sends
// to its own process, whose handler then runs at once, or when the thread
// unblocks the signal. Handlers and masks are remembered, in the program's
// memory and in Thread, and do not reach the kernel, which would keep them for
// the next schedule. (SIGPIPE's do: see broken_pipe.cc.)
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <bit>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

struct sigaction actions[NSIG];
std::uint64_t sent_by_kill = 0;  // and blocked; any thread may take them

constexpr std::uint64_t bit_of(int signal) {
  return std::uint64_t{1} << (signal - 1);
}

// The first word of a set is what the kernel knows of it.
std::uint64_t bits_of(const sigset_t& set) {
  std::uint64_t bits;
  kernel::copy(&bits, &set, sizeof bits);
  return bits;
}

void store_set(sigset_t* set, std::uint64_t bits) {
  sigemptyset(set);
  kernel::copy(set, &bits, sizeof bits);
}

std::uint64_t& mask() { return locals().blocked_signals; }

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
  const std::uint64_t before = mask();
  mask() |= bits_of(action.sa_mask);
  if ((action.sa_flags & SA_NODEFER) == 0) mask() |= bit_of(signal);
  if ((action.sa_flags & SA_SIGINFO) == 0) {
    action.sa_handler(signal);
  } else {
    siginfo_t info{};
    info.si_signo = signal;
    action.sa_sigaction(signal, &info, nullptr);
  }
  mask() = before;
}

void take(int signal, std::uint32_t pc) {
  const struct sigaction action = actions[signal];
  if (action.sa_handler == SIG_IGN) return;
  if (action.sa_handler != SIG_DFL) {
    if ((action.sa_flags & static_cast<int>(SA_RESETHAND)) != 0) {
      actions[signal].sa_handler = SIG_DFL;
    }
    call_handler(signal, action);
    return;
  }
  if (is_ignored_by_default(signal)) return;
  if (!exploring()) kernel::exit(128 + signal);
  self().pending.pc = pc;
  finish(Ending::kCrash, static_cast<std::uint64_t>(signal));
}

// What was sent to the calling thread or its process and is not blocked.
void take_pending(std::uint32_t pc) {
  Thread& thread = locals();
  while (const std::uint64_t signals =
             (thread.sent_signals | sent_by_kill) & ~mask()) {
    const int signal = std::countr_zero(signals) + 1;
    const bool own = (thread.sent_signals & bit_of(signal)) != 0;
    (own ? thread.sent_signals : sent_by_kill) &= ~bit_of(signal);
    take(signal, pc);
  }
}

int send(int signal, std::uint64_t& sent, std::uint32_t pc) {
  if (!is_signal(signal)) return fail(EINVAL);
  sent |= bit_of(signal);
  take_pending(pc);
  return 0;
}

bool is_blocked_by_all(int signal) {
  State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    Thread& thread = s.threads[i];
    if (thread.client || thread.ended) continue;
    if ((locals_of(thread).blocked_signals & bit_of(signal)) == 0) return false;
  }
  return true;
}

// Of the threads that do not block it, the calling one takes it.
int send_to_process(int signal, std::uint32_t pc) {
  const bool elsewhere = exploring() && is_signal(signal) &&
                         (mask() & bit_of(signal)) != 0 &&
                         !is_blocked_by_all(signal);
  if (elsewhere) {
    const sighandler_t handler = actions[signal].sa_handler;
    if (handler != SIG_IGN && handler != SIG_DFL) {
      unsupported("kill, with a handler that another thread has to run");
    }
    take(signal, pc);
    return 0;
  }
  return send(signal, sent_by_kill, pc);
}

// Returns an error number.
int change_mask(int how, const sigset_t* set, sigset_t* old, std::uint32_t pc) {
  constexpr std::uint64_t kNeverBlocked = bit_of(SIGKILL) | bit_of(SIGSTOP);
  const std::uint64_t before = mask();
  if (set != nullptr) {
    const std::uint64_t named = bits_of(*set) & ~kNeverBlocked;
    if (how == SIG_BLOCK) {
      mask() |= named;
    } else if (how == SIG_UNBLOCK) {
      mask() &= ~named;
    } else if (how == SIG_SETMASK) {
      mask() = named;
    } else {
      return EINVAL;
    }
  }
  if (old != nullptr) store_set(old, before);
  if (set != nullptr) take_pending(pc);
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

int raise(int signal) {
  return interleave::send(signal, interleave::locals().sent_signals,
                          INTERLEAVE_SITE);
}

int kill(pid_t process, int signal) {
  const std::uint32_t pc = INTERLEAVE_SITE;
  if (process != getpid() && process != 0) {
    if (signal != 0) interleave::unsupported("kill of another process");
    return interleave::fail(ESRCH);
  }
  return signal == 0 ? 0 : interleave::send_to_process(signal, pc);
}

int pthread_kill(pthread_t thread, int signal) {
  if (signal == 0) return 0;
  if (!pthread_equal(thread, pthread_self())) {
    interleave::unsupported("pthread_kill of another thread");
  }
  return interleave::send(signal, interleave::locals().sent_signals,
                          INTERLEAVE_SITE);
}

int sigprocmask(int how, const sigset_t* set, sigset_t* old) {
  const int error = interleave::change_mask(how, set, old, INTERLEAVE_SITE);
  return error == 0 ? 0 : interleave::fail(error);
}

int pthread_sigmask(int how, const sigset_t* set, sigset_t* old) {
  return interleave::change_mask(how, set, old, INTERLEAVE_SITE);
}

int sigpending(sigset_t* set) {
  const interleave::Thread& thread = interleave::locals();
  interleave::store_set(set, (thread.sent_signals | interleave::sent_by_kill) &
                                 thread.blocked_signals);
  return 0;
}

}  // extern "C"
