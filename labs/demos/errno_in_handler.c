/* A process looks whether there is something in a pipe; before it asks why
 * there was not, a handler reaps its child.
 *
 * Model:  one thread; the signal waits until main lets it in, after the read.
 * Fails:  the handler's last waitpid fails too, and leaves its own errno: main
 *         takes it for the read's.
 * Source: signal-safety(7), waitpid(2)
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void reap(int signal) {
  (void)signal;
  while (waitpid(-1, NULL, WNOHANG) > 0) continue;
}

int main(void) {
  int ends[2];
  char byte;
  siginfo_t ended;
  sigset_t child;
  pipe2(ends, O_NONBLOCK);
  signal(SIGCHLD, reap);
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, NULL);
  const pid_t pid = fork();
  if (pid == 0) _exit(0);
  waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT); /* signalled by now */
  const ssize_t got = read(ends[0], &byte, 1);
  sigprocmask(SIG_UNBLOCK, &child, NULL); /* here the handler runs */
  const int why = errno;
  close(ends[0]);
  close(ends[1]);
  printf("read of an empty pipe: %zd, %s\n", got, strerror(why));
  puts(why == EAGAIN ? "try again later" : "give up: unexpected error");
  return why == EAGAIN ? 0 : 1;
}
