// The yardstick, 1.00 in all tables: the least that a single-threaded server
// on level-triggered epoll(7) can do.
//
// Model:   one thread, an event loop; one read and one write a request.
// See:     servers/epoll.cc, which also does what is left out here.
#include <sys/epoll.h>

#include "peer.h"

enum { kEvents = 256 };

static char g_buffer[kBufferSize];

static void watch(int epoll, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data = {.fd = fd}};
  checked(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
}

static void accept_all(int epoll, int listener) {
  int fd;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    watch(epoll, fd);
  }
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
      } else if (echo_once(fd, g_buffer) < 0) {
        close(fd);
      }
    }
  }
}
