// The least that a single-threaded server on select(2) can do: at most some
// 1,000 clients. A descriptor beyond the set's 1,024 bits is closed.
//
// Model:   one thread, an event loop; one read and one write a request.
// See:     servers/select.cc, which also does what is left out here.
#include <sys/select.h>

#include "peer.h"

static char g_buffer[kBufferSize];
static fd_set g_watched;
static int g_last;

static void accept_all(int listener) {
  int fd;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    if (fd >= FD_SETSIZE) {
      close(fd);
      continue;
    }
    FD_SET(fd, &g_watched);
    if (fd > g_last) g_last = fd;
  }
}

int main(void) {
  const int listener = listen_anywhere(SOCK_NONBLOCK);
  FD_SET(listener, &g_watched);
  g_last = listener;
  announce(listener);
  for (;;) {
    fd_set ready = g_watched;
    int left = select(g_last + 1, &ready, NULL, NULL, NULL);
    for (int fd = 0; left > 0 && fd <= g_last; ++fd) {
      if (!FD_ISSET(fd, &ready)) continue;
      --left;
      if (fd == listener) {
        accept_all(listener);
      } else if (echo_once(fd, g_buffer) < 0) {
        FD_CLR(fd, &g_watched);
        close(fd);
      }
    }
  }
}
