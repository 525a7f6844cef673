// A server that looks up now and then, though nobody comes: with poll, or
// with an accept that times out if there is an argument.
#include "check.h"

#include <poll.h>
#include <sys/time.h>

static void serve(int c) {
  char buffer[64];
  ssize_t n;
  while ((n = recv(c, buffer, sizeof buffer, 0)) > 0) {
    assert(send(c, buffer, (size_t)n, MSG_NOSIGNAL) == n);
  }
  close(c);
}

int main(int argc, char** argv) {
  const struct timeval second = {1, 0};
  struct sockaddr_in where;
  const int s = listening(&where, 5);
  (void)argv;
  assert(setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second) == 0);
  for (;;) {
    struct pollfd entry = {s, POLLIN, 0};
    if (argc == 1 && poll(&entry, 1, 1000) == 0) continue;
    const int c = accept(s, 0, 0);
    if (c >= 0) serve(c);
  }
}
