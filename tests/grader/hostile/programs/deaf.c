// Attack:  ignores every signal that can be ignored, and so do its children
// Lab:     fork
// Defence: processes-end
// Without: survivor
#include <signal.h>
#include <unistd.h>

int main(void) {
  for (int number = 1; number < 65; ++number) signal(number, SIG_IGN);
  for (int child = 0; child < 5; ++child) {
    if (fork() == 0) setsid();
  }
  if (getsid(0) == getpid()) {
    // sleep: what it does
    for (int second = 0; second < 120; ++second) sleep(1);
  }
  return 1;
}
