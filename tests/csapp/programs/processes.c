/* A shell's life in small: children that exit, exec, wait and are killed. */
#include "csapp.h"

static void alarmed(int sig) {
  int olderrno = errno;
  Sio_puts("alarm ");
  Sio_putl((long)sig);
  Sio_puts("\n");
  errno = olderrno;
}

static void exec_echo(void) {
  char program[] = "/bin/echo", word[] = "from a child";
  char* argv[] = {NULL, NULL, NULL};
  argv[0] = program;
  argv[1] = word;
  Execve(argv[0], argv, environ);
}

int main(void) {
  pid_t pid;
  int status;

  setbuf(stdout, NULL);
  if ((pid = Fork()) == 0) {
    Setpgid(0, 0);
    exit(Getpgrp() == getpid() ? 3 : 4);
  }
  Wait(&status);
  printf("exit status %d\n", WEXITSTATUS(status));

  if ((pid = Fork()) == 0) exec_echo();
  Waitpid(pid, &status, 0);
  printf("exec'd child: %d\n", WEXITSTATUS(status));

  if ((pid = Fork()) == 0)
    while (1) Pause();
  Kill(pid, SIGKILL);
  while (Waitpid(pid, &status, WNOHANG) == 0) Sleep(0);
  printf("killed by %d\n", WTERMSIG(status));

  Signal(SIGALRM, alarmed);
  Alarm(1000);
  printf("%s left\n", Alarm(0) > 900 ? "most" : "little");
  Kill(getpid(), SIGALRM);
  return 0;
}
