// How connections and pipes end, seen from the other end.
#define _GNU_SOURCE  // close_range

#include "check.h"

#include <signal.h>
#include <stdlib.h>

static void after_a_close(void) {
  int c[2];
  char byte;
  connection(c);
  assert(write(c[0], "ab", 2) == 2);
  assert(close(c[0]) == 0);
  assert(read(c[1], &byte, 1) == 1 && byte == 'a');
  assert(write(c[1], "x", 1) == 1);  // answered by a reset
  FAILS(write(c[1], "x", 1), EPIPE);
  assert(read(c[1], &byte, 1) == 1 && byte == 'b');
  assert(read(c[1], &byte, 1) == 0);
  assert(close(c[1]) == 0);
}

static void after_a_close_with_unread_data(void) {
  int c[2];
  char byte;
  connection(c);
  assert(write(c[0], "x", 1) == 1);
  assert(close(c[1]) == 0);
  FAILS(read(c[0], &byte, 1), ECONNRESET);
  assert(read(c[0], &byte, 1) == 0);
  FAILS(write(c[0], "x", 1), EPIPE);
  assert(close(c[0]) == 0);
}

static void after_a_reset(void) {
  const struct linger abort_it = {1, 0};
  int c[2];
  int error = 0;
  socklen_t length = sizeof error;
  connection(c);
  assert(setsockopt(c[0], SOL_SOCKET, SO_LINGER, &abort_it, sizeof abort_it) ==
         0);
  assert(close(c[0]) == 0);
  assert(getsockopt(c[1], SOL_SOCKET, SO_ERROR, &error, &length) == 0);
  assert(error == ECONNRESET && length == sizeof error);
  FAILS(write(c[1], "x", 1), EPIPE);
  assert(close(c[1]) == 0);
}

static void after_shutdown(void) {
  int c[2];
  char byte;
  connection(c);
  assert(shutdown(c[0], SHUT_WR) == 0);
  FAILS(send(c[0], "x", 1, MSG_NOSIGNAL), EPIPE);
  assert(read(c[1], &byte, 1) == 0);
  assert(write(c[1], "x", 1) == 1);
  assert(read(c[0], &byte, 1) == 1);
  assert(shutdown(c[1], SHUT_RD) == 0);
  assert(read(c[1], &byte, 1) == 0);
  assert(close(c[0]) == 0 && close(c[1]) == 0);
}

static void of_a_listener(void) {
  struct sockaddr_in where;
  char byte;
  const int s = listening(&where, 5);
  const int c = connected(&where);
  assert(close(s) == 0);
  FAILS(read(c, &byte, 1), ECONNRESET);
  assert(close(c) == 0);
}

static void of_pipes(void) {
  int p[2];
  char byte;
  assert(pipe(p) == 0);
  FAILS(write(p[0], "x", 1), EBADF);
  FAILS(read(p[1], &byte, 1), EBADF);
  assert(write(p[1], "xy", 2) == 2);
  assert(close(p[1]) == 0);
  assert(read(p[0], &byte, 1) == 1);
  assert(read(p[0], &byte, 1) == 1);
  assert(read(p[0], &byte, 1) == 0);
  assert(close(p[0]) == 0);
  assert(pipe(p) == 0);
  assert(close(p[0]) == 0);
  FAILS(write(p[1], "x", 1), EPIPE);
  assert(socketpair(AF_UNIX, SOCK_STREAM, 0, p) == 0);
  assert(write(p[0], "x", 1) == 1);
  assert(close(p[0]) == 0);
  FAILS(write(p[1], "x", 1), EPIPE);
  assert(read(p[1], &byte, 1) == 1);
  assert(read(p[1], &byte, 1) == 0);
}

// As when the length is what a call that failed returned.
static void of_lengths(void) {
  const volatile size_t size = (size_t)-1;
  char bytes[8] = "";
  int p[2];
  assert(pipe(p) == 0);
  FAILS(write(p[1], bytes, size), EFAULT);
  FAILS(write(STDOUT_FILENO, bytes, size), EFAULT);
  assert(write(p[1], "x", 1) == 1);
  FAILS(read(p[0], bytes, size), EFAULT);
  assert(read(p[0], bytes, 1) == 1 && bytes[0] == 'x');
  assert(close(p[0]) == 0 && close(p[1]) == 0);
}

static void of_a_range(void) {
  int p[2];
  int q[2];
  char byte;
  assert(pipe(p) == 0);
  assert(close_range((unsigned)p[1], (unsigned)p[1], 0) == 0);
  assert(read(p[0], &byte, 1) == 0);  // the other end is gone
  FAILS(close(p[1]), EBADF);
  assert(pipe(q) == 0);
  closefrom(p[0]);
  FAILS(read(p[0], &byte, 1), EBADF);
  FAILS(write(q[1], "x", 1), EBADF);
  FAILS(close_range(2, 1, 0), EINVAL);
}

int main(void) {
  assert(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
  after_a_close();
  after_a_close_with_unread_data();
  after_a_reset();
  after_shutdown();
  of_a_listener();
  of_pipes();
  of_lengths();
  of_a_range();
  return 0;
}
