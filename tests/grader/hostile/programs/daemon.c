// Attack:  leaves a daemon behind: in a session of its own, its parent gone
// Lab:     fork
// Defence: processes-end
// Without: survivor
#include <unistd.h>

int main(void) {
  if (fork() > 0) return 1;
  setsid();
  if (fork() > 0) return 1;
  for (int fd = 0; fd < 3; ++fd) close(fd);
  sleep(120);  // sleep: what it does
}
