/* A correct echo server: one thread, select, two clients.
 *
 * verdict:    none
 * primitives: select, csapp, sockets
 * options:    --client one.client --client two.client
 */
#define _GNU_SOURCE
#include <sys/select.h>

#include "csapp.h"

static fd_set open_fds;
static int listenfd, highest, gone;

static void welcome(void) {
  int connfd = Accept(listenfd, NULL, NULL);
  FD_SET(connfd, &open_fds);
  if (connfd > highest) highest = connfd;
}

static void echo(int connfd) {
  char line[16];
  ssize_t n = read(connfd, line, sizeof line);
  if (n > 0) {
    Rio_writen(connfd, line, (size_t)n);
  } else {
    FD_CLR(connfd, &open_fds);
    Close(connfd);
    gone++;
  }
}

int main(void) {
  listenfd = highest = Open_listenfd("8080");
  FD_ZERO(&open_fds);
  FD_SET(listenfd, &open_fds);
  while (gone < 2) {
    fd_set ready = open_fds;
    if (select(highest + 1, &ready, NULL, NULL, NULL) < 0) return 2;
    if (FD_ISSET(listenfd, &ready)) welcome();
    for (int fd = listenfd + 1; fd <= highest; fd++)
      if (FD_ISSET(fd, &ready)) echo(fd);
  }
  return 0;
}
