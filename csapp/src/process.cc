#include "csapp/process.h"

#include <signal.h>

#include "export.hh"
#include "retry.hh"

CSAPP_PUBLIC pid_t Fork(void) {
  const pid_t pid = fork();
  if (pid < 0) csapp_fail_unix("Fork error");
  return pid;
}

CSAPP_PUBLIC void Execve(const char* filename, char* const argv[],
                         char* const envp[]) {
  execve(filename, argv, envp);
  csapp_fail_unix("Execve error");
}

CSAPP_PUBLIC pid_t Wait(int* status) {
  const pid_t pid = retry([=] { return wait(status); });
  if (pid < 0) csapp_fail_unix("Wait error");
  return pid;
}

CSAPP_PUBLIC pid_t Waitpid(pid_t pid, int* iptr, int options) {
  const pid_t changed = retry([=] { return waitpid(pid, iptr, options); });
  if (changed < 0) csapp_fail_unix("Waitpid error");
  return changed;
}

CSAPP_PUBLIC void Kill(pid_t pid, int signum) {
  if (kill(pid, signum) < 0) csapp_fail_unix("Kill error");
}

CSAPP_PUBLIC unsigned int Sleep(unsigned int secs) { return sleep(secs); }

CSAPP_PUBLIC void Pause(void) { pause(); }

CSAPP_PUBLIC unsigned int Alarm(unsigned int seconds) { return alarm(seconds); }

CSAPP_PUBLIC void Setpgid(pid_t pid, pid_t pgid) {
  if (setpgid(pid, pgid) < 0) csapp_fail_unix("Setpgid error");
}

CSAPP_PUBLIC pid_t Getpgrp(void) { return getpgrp(); }
