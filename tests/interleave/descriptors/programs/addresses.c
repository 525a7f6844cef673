// Which addresses can be bound and connected to.
#include "check.h"

int main(void) {
  struct sockaddr_in where;
  struct sockaddr_in other;
  struct sockaddr_in6 six;
  const int yes = 1;
  int s = listening(&where, 5);
  int t = socket(AF_INET, SOCK_STREAM, 0);
  FAILS(bind(t, (struct sockaddr*)&where, sizeof where), EADDRINUSE);
  assert(setsockopt(t, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0);
  FAILS(bind(t, (struct sockaddr*)&where, sizeof where), EADDRINUSE);
  other = where;
  other.sin_addr.s_addr = inet_addr("192.0.2.1");
  FAILS(bind(t, (struct sockaddr*)&other, sizeof other), EADDRNOTAVAIL);
  other.sin_addr.s_addr = htonl(INADDR_ANY);
  FAILS(bind(t, (struct sockaddr*)&other, sizeof other), EADDRINUSE);
  FAILS(bind(t, (struct sockaddr*)&other, 4), EINVAL);
  assert(bind(t, (struct sockaddr*)&where, 0) == -1);
  other.sin_port = 0;
  assert(bind(t, (struct sockaddr*)&other, sizeof other) == 0);
  FAILS(bind(t, (struct sockaddr*)&other, sizeof other), EINVAL);
  assert(close(s) == 0);

  // Nobody listens any more; the port is free again.
  s = socket(AF_INET, SOCK_STREAM, 0);
  FAILS(connect(s, (struct sockaddr*)&where, sizeof where), ECONNREFUSED);
  assert(close(s) == 0);
  s = socket(AF_INET, SOCK_STREAM, 0);
  FAILS(accept(s, 0, 0), EINVAL);
  FAILS(send(s, "x", 1, MSG_NOSIGNAL), EPIPE);
  FAILS(shutdown(s, SHUT_RDWR), ENOTCONN);
  FAILS(getpeername(s, (struct sockaddr*)&other, &(socklen_t){16}), ENOTCONN);
  memset(&six, 0, sizeof six);
  six.sin6_family = AF_INET6;
  FAILS(bind(s, (struct sockaddr*)&six, sizeof six), EAFNOSUPPORT);
  assert(bind(s, (struct sockaddr*)&where, sizeof where) == 0);
  FAILS(accept(0, 0, 0), ENOTSOCK);
  FAILS(listen(1000, 1), EBADF);
  return 0;
}
