// Attack:  is concurrent, for eight clients and no more
// Lab:     select
// Defence: many-clients
// Without: points
// Only:    together
// Where:   bubblewrap own uid user user-own unconfined
#include <poll.h>

#include "csapp.h"

enum { kClients = 8 };

static void answer(int* connfd) {
  char bytes[8192];
  const ssize_t count = read(*connfd, bytes, sizeof bytes);
  if (count > 0 && rio_writen(*connfd, bytes, (size_t)count) == count) return;
  close(*connfd);
  *connfd = -1;
}

int main(int argc, char** argv) {
  struct pollfd fds[kClients + 1];
  (void)argc;
  signal(SIGPIPE, SIG_IGN);
  for (int i = 0; i < kClients; ++i) fds[i] = (struct pollfd){-1, POLLIN, 0};
  const int listenfd = Open_listenfd(argv[1]);
  for (;;) {
    int free_place = kClients;
    for (int i = 0; i < kClients; ++i) {
      if (fds[i].fd < 0) free_place = i;
    }
    fds[kClients] =
        (struct pollfd){free_place < kClients ? listenfd : -1, POLLIN, 0};
    poll(fds, kClients + 1, -1);
    for (int i = 0; i < kClients; ++i) {
      if (fds[i].fd >= 0 && fds[i].revents) answer(&fds[i].fd);
    }
    if (fds[kClients].fd >= 0 && fds[kClients].revents) {
      fds[free_place].fd = accept(listenfd, NULL, NULL);
    }
  }
}
