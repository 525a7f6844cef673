// Attack:  leaves a daemon that holds its output open, so that it has no end
// Lab:     fork
// Defence: processes-end
// Without: survivor
#include <signal.h>
#include <unistd.h>

int main(void) {
  if (fork() > 0) return 1;
  setsid();
  signal(SIGPIPE, SIG_IGN);
  for (int second = 0; second < 120; ++second) {
    // sleep: what it does
    sleep(write(1, "still here\n", 11) < 0 ? 10 : 1);
  }
}
