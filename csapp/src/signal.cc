#include "csapp/signal.h"

#include <errno.h>

#include "export.hh"

CSAPP_PUBLIC handler_t* Signal(int signum, handler_t* handler) {
  struct sigaction action = {};
  struct sigaction before = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  if (sigaction(signum, &action, &before) < 0) csapp_fail_unix("Signal error");
  return before.sa_handler;
}

CSAPP_PUBLIC void Sigprocmask(int how, const sigset_t* set, sigset_t* oldset) {
  if (sigprocmask(how, set, oldset) < 0) csapp_fail_unix("Sigprocmask error");
}

CSAPP_PUBLIC void Sigemptyset(sigset_t* set) {
  if (sigemptyset(set) < 0) csapp_fail_unix("Sigemptyset error");
}

CSAPP_PUBLIC void Sigfillset(sigset_t* set) {
  if (sigfillset(set) < 0) csapp_fail_unix("Sigfillset error");
}

CSAPP_PUBLIC void Sigaddset(sigset_t* set, int signum) {
  if (sigaddset(set, signum) < 0) csapp_fail_unix("Sigaddset error");
}

CSAPP_PUBLIC void Sigdelset(sigset_t* set, int signum) {
  if (sigdelset(set, signum) < 0) csapp_fail_unix("Sigdelset error");
}

CSAPP_PUBLIC int Sigismember(const sigset_t* set, int signum) {
  const int member = sigismember(set, signum);
  if (member < 0) csapp_fail_unix("Sigismember error");
  return member;
}

CSAPP_PUBLIC int Sigsuspend(const sigset_t* set) {
  const int result = sigsuspend(set);
  if (errno != EINTR) csapp_fail_unix("Sigsuspend error");
  return result;
}
