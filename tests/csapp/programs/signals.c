/* Waits for SIGCHLD with sigsuspend, so that no wake-up is lost. */
#include "csapp.h"

static volatile sig_atomic_t reaped;

static void child_ended(int s) {
  int olderrno = errno;
  (void)s;
  reaped = Waitpid(-1, NULL, 0);
  errno = olderrno;
}

int main(int argc, char** argv) {
  sigset_t mask, prev, all;
  pid_t pid;
  char failing[] = "the end";

  Signal(SIGCHLD, child_ended);
  Sigemptyset(&mask);
  Sigaddset(&mask, SIGCHLD);
  Sigprocmask(SIG_BLOCK, &mask, &prev);
  reaped = 0;
  if ((pid = Fork()) == 0) exit(0);
  while (!reaped) Sigsuspend(&prev);
  Sigprocmask(SIG_SETMASK, &prev, NULL);

  Sigfillset(&all);
  Sigdelset(&all, SIGINT);
  sio_puts(reaped == pid ? (char*)"reaped, " : (char*)"lost, ");
  sio_putl(Sigismember(&all, SIGINT) + 10 * Sigismember(&all, SIGQUIT));
  Sio_puts((char*)"\n");
  if (argc > 1 && argv[1][0] == 'S') Sio_error(failing);
  sio_error(failing);
  return 0;
}
