// One connection from socket to close, with a thread at each end.
#include "check.h"

#include <pthread.h>

static int listener;

static void* serve(void* unused) {
  struct sockaddr_in peer;
  socklen_t length = sizeof peer;
  const int c = accept(listener, (struct sockaddr*)&peer, &length);
  char buffer[4];
  ssize_t n;
  assert(c >= 0 && length == sizeof peer);
  assert(peer.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
  while ((n = read(c, buffer, sizeof buffer)) > 0) {
    assert(write(c, buffer, (size_t)n) == n);
  }
  assert(n == 0);
  assert(close(c) == 0);
  return unused;
}

int main(void) {
  struct sockaddr_in where;
  struct sockaddr_in name;
  socklen_t length = sizeof name;
  char buffer[16];
  pthread_t thread;
  listener = listening(&where, 1);
  assert(pthread_create(&thread, 0, serve, 0) == 0);
  const int c = connected(&where);
  FAILS(connect(c, (struct sockaddr*)&where, sizeof where), EISCONN);
  assert(getpeername(c, (struct sockaddr*)&name, &length) == 0);
  assert(name.sin_port == where.sin_port);
  assert(send(c, "hello\n", 6, 0) == 6);
  assert(recv(c, buffer, 6, MSG_WAITALL | MSG_PEEK) > 0);
  assert(recv(c, buffer, 6, MSG_WAITALL) == 6);
  assert(memcmp(buffer, "hello\n", 6) == 0);
  assert(shutdown(c, SHUT_WR) == 0);
  assert(read(c, buffer, 1) == 0);
  assert(pthread_join(thread, 0) == 0);
  assert(close(c) == 0);
  FAILS(close(c), EBADF);
  FAILS(read(c, buffer, 1), EBADF);
  assert(close(listener) == 0);
  return 0;
}
