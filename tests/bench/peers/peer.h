// What the minimal servers share: a listening socket on a free port of the
// loopback interface, its announcement, and a write that goes on until all is
// written. They are yardsticks, not servers: no options, no log, no limits, no
// graceful stop, and a client that does not read stops everybody.
//
// Fails:   set-up failures print `what: reason` and exit with 1.
// Source:  listen(2), accept(2); Stevens, UNP volume 1, 4.
#ifndef TESTS_BENCH_PEERS_PEER_H
#define TESTS_BENCH_PEERS_PEER_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { kBacklog = 4096, kBufferSize = 65536 };

/// Ends the process unless `result` is a success.
static inline int checked(int result, const char* what) {
  if (result >= 0) return result;
  perror(what);
  exit(1);
}

/// A listening socket; `type` adds flags such as SOCK_NONBLOCK.
static inline int listen_anywhere(int type) {
  struct sockaddr_in address = {0};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int fd = checked(socket(AF_INET, SOCK_STREAM | type, 0), "socket");
  checked(bind(fd, (struct sockaddr*)&address, sizeof address), "bind");
  checked(listen(fd, kBacklog), "listen");
  return fd;
}

/// Says where: the line that our servers print, too.
static inline void announce(int listener) {
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  checked(getsockname(listener, (struct sockaddr*)&address, &length),
          "getsockname");
  printf("listening %d\n", ntohs(address.sin_port));
  fflush(stdout);
}

/// Writes all of it, and waits where there is no room. 0, or -1: it is lost.
static inline int write_all(int fd, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t n = send(fd, bytes, size, MSG_NOSIGNAL);
    if (n < 0 && errno == EAGAIN) {
      struct pollfd room = {fd, POLLOUT, 0};
      poll(&room, 1, -1);
    } else if (n < 0 && errno != EINTR) {
      return -1;
    } else if (n > 0) {
      bytes += n;
      size -= (size_t)n;
    }
  }
  return 0;
}

/// One read and its echo. 0 to go on, -1 when the connection has ended.
static inline int echo_once(int fd, char* buffer) {
  const ssize_t n = read(fd, buffer, kBufferSize);
  if (n > 0) return write_all(fd, buffer, (size_t)n);
  return n < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

#endif
