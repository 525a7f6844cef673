// SIGPIPE has a handler: it runs, and then the write fails.
#include "check.h"

#include <signal.h>

static volatile sig_atomic_t handled;

static void handle(int signal_number) { handled = signal_number; }

int main(void) {
  struct sigaction action = {.sa_handler = handle};
  int p[2];
  assert(sigaction(SIGPIPE, &action, 0) == 0);
  assert(pipe(p) == 0);
  assert(close(p[0]) == 0);
  FAILS(write(p[1], "x", 1), EPIPE);
  assert(handled == SIGPIPE);

  // Blocked it stays away.
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  handled = 0;
  assert(sigprocmask(SIG_BLOCK, &set, 0) == 0);
  FAILS(write(p[1], "x", 1), EPIPE);
  assert(handled == 0);
  return 0;
}
