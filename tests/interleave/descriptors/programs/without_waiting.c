// O_NONBLOCK, MSG_DONTWAIT, timeouts of sockets, fcntl, ioctl, dup.
#define _GNU_SOURCE
#include "check.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <sys/uio.h>

static void pipes(void) {
  static char block[4096];
  struct iovec parts[2];
  char first[2];
  char second[8];
  int p[2];
  int ready = 0;
  size_t sent = 0;
  assert(pipe2(p, O_NONBLOCK | O_CLOEXEC) == 0);
  assert(fcntl(p[0], F_GETFL) == (O_RDONLY | O_NONBLOCK));
  assert(fcntl(p[1], F_GETFL) == (O_WRONLY | O_NONBLOCK));
  assert(fcntl(p[0], F_GETFD) == FD_CLOEXEC);
  FAILS(read(p[0], first, 1), EAGAIN);
  while (write(p[1], block, sizeof block) == sizeof block) {
    sent += sizeof block;
  }
  assert(errno == EAGAIN && sent == 65536);
  while (sent > 0) sent -= (size_t)read(p[0], block, sizeof block);
  parts[0] = (struct iovec){"abc", 3};
  parts[1] = (struct iovec){"defg", 4};
  assert(writev(p[1], parts, 2) == 7);
  assert(ioctl(p[0], FIONREAD, &ready) == 0 && ready == 7);
  parts[0] = (struct iovec){first, 2};
  parts[1] = (struct iovec){second, 8};
  assert(readv(p[0], parts, 2) == 7);
  assert(memcmp(first, "ab", 2) == 0 && memcmp(second, "cdefg", 5) == 0);
  assert(close(p[0]) == 0 && close(p[1]) == 0);
}

static void sockets(void) {
  const struct timeval soon = {0, 1000};
  const int on = 1;
  struct sockaddr_in where;
  char byte;
  int c[2];
  connection(c);
  FAILS(recv(c[0], &byte, 1, MSG_DONTWAIT), EAGAIN);
  assert(setsockopt(c[0], SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon) == 0);
  FAILS(recv(c[0], &byte, 1, 0), EAGAIN);
  assert(ioctl(c[0], FIONBIO, &on) == 0);
  FAILS(read(c[0], &byte, 1), EAGAIN);
  assert(fcntl(c[0], F_SETFL, 0) == 0);
  assert(send(c[1], "x", 1, 0) == 1);
  assert(read(c[0], &byte, 1) == 1);
  const int s = listening(&where, 5);
  assert(fcntl(s, F_SETFL, O_NONBLOCK) == 0);
  FAILS(accept(s, 0, 0), EAGAIN);
  const int n = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  FAILS(connect(n, (struct sockaddr*)&where, sizeof where), EINPROGRESS);
}

static void copies(void) {
  char byte;
  int p[2];
  assert(pipe(p) == 0);
  const int copy = dup(p[1]);
  assert(copy >= 0 && copy != p[1]);
  assert(close(p[1]) == 0);
  assert(write(copy, "x", 1) == 1);
  assert(read(p[0], &byte, 1) == 1);
  const int high = fcntl(copy, F_DUPFD, 100);
  assert(high >= 100);
  assert(dup2(p[0], copy) == copy);
  assert(write(high, "y", 1) == 1);
  assert(read(copy, &byte, 1) == 1 && byte == 'y');
  FAILS(dup(p[1]), EBADF);
  FAILS(dup3(copy, copy, 0), EINVAL);
  assert(dup2(copy, copy) == copy);
  assert(close(high) == 0);
  assert(read(copy, &byte, 1) == 0);
}

int main(void) {
  pipes();
  sockets();
  copies();
  return 0;
}
