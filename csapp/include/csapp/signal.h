/* Signals: wrappers that end the process on failure.
 *
 * On failure each prints "Name error: reason" on stderr and exits with 1.
 *
 * Thread: any; dispositions belong to the process, masks to the thread.
 * Blocks: Sigsuspend only. Ownership: sets stay the caller's.
 * Source: CS:APP 3e, section 8.5; sigaction(2), sigprocmask(2).
 */
#ifndef CSAPP_SIGNAL_H
#define CSAPP_SIGNAL_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <signal.h>
#ifdef __cplusplus
}
extern "C" {
#endif

typedef void handler_t(int);

/* Installs `handler` with an empty mask and exactly SA_RESTART, by
 * sigaction(2); returns the handler before. REQUIRES: a handler calls
 * async-signal-safe functions only and keeps errno.
 * Errors: exits ("Signal error"), as on EINVAL for SIGKILL. */
handler_t* Signal(int signum, handler_t* handler);

/* Changes the mask of the calling thread by `set` (NULL: no change), `how`
 * one of SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK; the mask before in `*oldset`
 * (NULL: not wanted). Errors: exits ("Sigprocmask error"). */
void Sigprocmask(int how, const sigset_t* set, sigset_t* oldset);

/* Empties `*set`. Errors: exits ("Sigemptyset error"). */
void Sigemptyset(sigset_t* set);

/* Puts every signal into `*set`. Errors: exits ("Sigfillset error"). */
void Sigfillset(sigset_t* set);

/* Adds a signal to `*set`. Errors: exits ("Sigaddset error"), as on EINVAL. */
void Sigaddset(sigset_t* set, int signum);

/* Removes a signal from `*set`. Errors: exits ("Sigdelset error"). */
void Sigdelset(sigset_t* set, int signum);

/* Is the signal in `*set`? 1 or 0. Errors: exits ("Sigismember error"). */
int Sigismember(const sigset_t* set, int signum);

/* Waits with `*set` as the mask until a handler has run; then the mask is
 * what it was. Returns -1 with EINTR, which is success.
 * Errors: exits ("Sigsuspend error") on any other errno. */
int Sigsuspend(const sigset_t* set);

#ifdef __cplusplus
}
#endif

#endif
