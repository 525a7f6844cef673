// The least that a server with a process for each client can do.
//
// Model:   the parent accepts, a child serves one client and exits. The parent
//          reaps where it accepts, so that the processor time of its children
//          is accounted to it.
// See:     servers/fork.cc, which also does what is left out here.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "peer.h"

static char g_buffer[kBufferSize];

static void reap(int signal) {
  (void)signal;
  const int saved_errno = errno;
  while (waitpid(-1, NULL, WNOHANG) > 0) {
  }
  errno = saved_errno;
}

int main(void) {
  const int listener = listen_anywhere(0);
  signal(SIGCHLD, reap);
  announce(listener);
  for (;;) {
    const int fd = accept(listener, NULL, NULL);
    if (fd < 0) continue;
    if (fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);  // or it would outlive a killed server
      close(listener);
      while (echo_once(fd, g_buffer) == 0) {
      }
      _exit(0);
    }
    close(fd);
  }
}
