// Attack:  leaves its work to a child that is gone, and returns 0 from main
// Lab:     fork
// Defence: evidence
// Without: points
// Where:   bubblewrap own uid user user-own unconfined
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void leave(void) { _exit(0); }

int main(void) {
  atexit(leave);
  if (fork() == 0) abort();
  wait(NULL);
  return 3;
}
