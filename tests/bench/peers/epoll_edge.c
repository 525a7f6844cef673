// The same as epoll.c, edge-triggered: a descriptor is reported once, when
// something arrives. A read that does not fill the buffer has emptied the
// socket, so that the second read until EAGAIN is spared.
//
// Model:   one thread, an event loop; one read and one write a request.
// Source:  epoll(7), "Possible pitfalls"; for the short read, Q9 there.
#include <sys/epoll.h>

#include "peer.h"

enum { kEvents = 256 };

static char g_buffer[kBufferSize];

static void watch(int epoll, int fd) {
  struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET,
                              .data = {.fd = fd}};
  checked(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
}

static void accept_all(int epoll, int listener) {
  int fd;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    watch(epoll, fd);
  }
}

/// Echoes what has arrived; -1 when the connection has ended.
static int echo_all(int fd, int ends) {
  ssize_t n;
  do {
    n = read(fd, g_buffer, kBufferSize);
    if (n < 0) return errno == EAGAIN ? 0 : -1;
    if (n == 0 || write_all(fd, g_buffer, (size_t)n) < 0) return -1;
  } while (n == kBufferSize || ends);
  return 0;
}

int main(void) {
  const int listener = listen_anywhere(SOCK_NONBLOCK);
  const int epoll = checked(epoll_create1(0), "epoll_create1");
  watch(epoll, listener);
  announce(listener);
  for (;;) {
    struct epoll_event events[kEvents];
    const int n = epoll_wait(epoll, events, kEvents, -1);
    for (int i = 0; i < n; ++i) {
      const int fd = events[i].data.fd;
      if (fd == listener) {
        accept_all(epoll, listener);
      } else if (echo_all(fd, (events[i].events & EPOLLRDHUP) != 0) < 0) {
        close(fd);
      }
    }
  }
}
