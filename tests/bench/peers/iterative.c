// The least that a server can do: one client at a time.
//
// Model:   one thread that blocks in the read of its only client.
// See:     servers/iterative.cc, which also does what is left out here.
#include "peer.h"

static char g_buffer[kBufferSize];

int main(void) {
  const int listener = listen_anywhere(0);
  announce(listener);
  for (;;) {
    const int fd = accept(listener, NULL, NULL);
    if (fd < 0) continue;
    while (echo_once(fd, g_buffer) == 0) {
    }
    close(fd);
  }
}
