/* A correct echo server: one thread, epoll, two clients.
 *
 * verdict:    none
 * primitives: epoll, csapp, sockets
 * options:    --client one.client --client two.client
 */
#define _GNU_SOURCE
#include <sys/epoll.h>

#include "csapp.h"

static int epollfd, gone;

static void add(int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  if (epoll_ctl(epollfd, EPOLL_CTL_ADD, fd, &event) != 0) exit(2);
}

static void echo(int connfd) {
  char line[16];
  ssize_t n = read(connfd, line, sizeof line);
  if (n > 0) {
    Rio_writen(connfd, line, (size_t)n);
  } else {
    epoll_ctl(epollfd, EPOLL_CTL_DEL, connfd, NULL);
    Close(connfd);
    gone++;
  }
}

int main(void) {
  int listenfd = Open_listenfd("8080");
  epollfd = epoll_create1(0);
  add(listenfd);
  while (gone < 2) {
    struct epoll_event event;
    if (epoll_wait(epollfd, &event, 1, -1) < 1) return 2;
    if (event.data.fd == listenfd)
      add(Accept(listenfd, NULL, NULL));
    else
      echo(event.data.fd);
  }
  return 0;
}
