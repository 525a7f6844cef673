// What the programs here have in common: they check the calls' results, which
// have to be the same on Linux and in the explorer's model of it.
#ifndef CHECK_H
#define CHECK_H

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// The call fails with the error.
#define FAILS(call, error)  \
  do {                      \
    errno = 0;              \
    assert((call) == -1);   \
    assert(errno == error); \
  } while (0)

// A socket that listens on a free port of 127.0.0.1; its address in `where`.
static inline int listening(struct sockaddr_in* where, int backlog) {
  socklen_t length = sizeof *where;
  const int s = socket(AF_INET, SOCK_STREAM, 0);
  memset(where, 0, sizeof *where);
  where->sin_family = AF_INET;
  where->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  assert(s >= 0);
  assert(bind(s, (struct sockaddr*)where, sizeof *where) == 0);
  assert(listen(s, backlog) == 0);
  assert(getsockname(s, (struct sockaddr*)where, &length) == 0);
  assert(length == sizeof *where && where->sin_port != 0);
  return s;
}

static inline int connected(const struct sockaddr_in* where) {
  const int s = socket(AF_INET, SOCK_STREAM, 0);
  assert(s >= 0);
  assert(connect(s, (const struct sockaddr*)where, sizeof *where) == 0);
  return s;
}

// Both ends of a new connection: ends[0] connected, ends[1] accepted.
static inline void connection(int ends[2]) {
  struct sockaddr_in where;
  const int s = listening(&where, 5);
  ends[0] = connected(&where);
  ends[1] = accept(s, 0, 0);
  assert(ends[1] >= 0);
  assert(close(s) == 0);
}

#endif
