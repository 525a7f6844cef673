// Attack:  kills and stops all that it may, its examiner first
// Lab:     fork
// Defence: several
// Without: late
#include <signal.h>
#include <unistd.h>

int main(void) {
  kill(getppid(), SIGSTOP);
  kill(getppid(), SIGKILL);
  kill(-1, SIGSTOP);
  kill(-1, SIGKILL);
  return 1;
}
