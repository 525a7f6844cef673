/* Five children end before their parent handles a signal; its handler reaps
 * all there are.
 *
 * Model:  one thread and five children; SIGCHLD waits until all have ended.
 * Source: signal(7), "Queueing and delivery semantics for standard signals"
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kChildren = 5 };
static volatile sig_atomic_t handled, reaped;

static void reap(int signal) {
  const int saved = errno;
  (void)signal;
  ++handled;
  while (waitpid(-1, NULL, WNOHANG) > 0) ++reaped;
  errno = saved;
}

static int has_ended(pid_t child, int options) {
  siginfo_t info = {0};
  return waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT | options) == 0 &&
         info.si_pid == child;
}

int main(void) {
  pid_t children[kChildren];
  int zombies = 0;
  sigset_t child;
  signal(SIGCHLD, reap);
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, NULL);
  for (int i = 0; i < kChildren; ++i) {
    if ((children[i] = fork()) == 0) _exit(0);
  }
  for (int i = 0; i < kChildren; ++i) has_ended(children[i], 0);
  sigprocmask(SIG_UNBLOCK, &child, NULL);
  printf("children ended: %d, signals handled: %d, children reaped: %d\n",
         kChildren, handled, reaped);
  for (int i = 0; i < kChildren; ++i) {
    const int is_zombie = has_ended(children[i], WNOHANG);
    printf("child %d: %s\n", i + 1, is_zombie ? "zombie" : "reaped");
    zombies += is_zombie;
  }
  printf("zombies left: %d\n", zombies);
  return zombies == 0 ? 0 : 1;
}
