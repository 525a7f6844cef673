/* Calls that are not modelled; the first argument names one. */
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  const char* name = argc > 1 ? argv[1] : "";
  if (strcmp(name, "fork") == 0) return fork() < 0;
  if (strcmp(name, "system") == 0) return system("true");
  if (strcmp(name, "wait") == 0) return wait(NULL) < 0;
  if (strcmp(name, "pause") == 0) return pause();
  if (strcmp(name, "popen") == 0) return popen("true", "r") == NULL;
  if (strcmp(name, "execl") == 0) return execl("/bin/true", "true", NULL);
  if (strcmp(name, "syscall") == 0) return (int)syscall(SYS_pause);
  if (strcmp(name, "asynchronous") == 0) {
    return pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  }
  printf("none\n");
  return 0;
}
