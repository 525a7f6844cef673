#include "csapp/socket.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "connecting.hh"
#include "export.hh"
#include "retry.hh"

CSAPP_PUBLIC int Socket(int domain, int type, int protocol) {
  const int fd = socket(domain, type, protocol);
  if (fd < 0) csapp_fail_unix("Socket error");
  return fd;
}

CSAPP_PUBLIC void Setsockopt(int s, int level, int optname, const void* optval,
                             int optlen) {
  const int result =
      setsockopt(s, level, optname, optval, static_cast<socklen_t>(optlen));
  if (result < 0) csapp_fail_unix("Setsockopt error");
}

CSAPP_PUBLIC void Bind(int sockfd, const struct sockaddr* my_addr,
                       int addrlen) {
  if (bind(sockfd, my_addr, static_cast<socklen_t>(addrlen)) < 0) {
    csapp_fail_unix("Bind error");
  }
}

CSAPP_PUBLIC void Listen(int s, int backlog) {
  if (listen(s, backlog) < 0) csapp_fail_unix("Listen error");
}

namespace {

union Address {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
  sockaddr_storage storage;
};

// Turns a v4-mapped address (::ffff:a.b.c.d) into the IPv4 address it stands
// for; others stay as they are. Returns the length of the result.
socklen_t unmap(Address& address, socklen_t length) {
  if (length < sizeof address.v6 || address.any.sa_family != AF_INET6 ||
      !IN6_IS_ADDR_V4MAPPED(&address.v6.sin6_addr)) {
    return length;
  }
  sockaddr_in v4 = {};
  v4.sin_family = AF_INET;
  v4.sin_port = address.v6.sin6_port;
  memcpy(&v4.sin_addr, &address.v6.sin6_addr.s6_addr[12], sizeof v4.sin_addr);
  address.v4 = v4;
  return sizeof v4;
}

}  // namespace

CSAPP_PUBLIC int Accept(int s, struct sockaddr* addr, socklen_t* addrlen) {
  // Into an address of our own: the peer of a dual-stack socket needs more
  // room than the sockaddr_in of an IPv4 program has.
  Address peer = {};
  socklen_t length;
  const int fd = retry([&] {
    length = sizeof peer;
    return accept(s, &peer.any, &length);
  });
  if (fd < 0) csapp_fail_unix("Accept error");
  if (addr == nullptr || addrlen == nullptr) return fd;
  length = unmap(peer, length);
  memcpy(addr, &peer, *addrlen < length ? *addrlen : length);
  *addrlen = length;
  return fd;
}

int csapp_connect(int fd, const sockaddr* address, socklen_t length) {
  if (connect(fd, address, length) == 0) return 0;
  if (errno != EINTR) return -1;
  pollfd writable = {fd, POLLOUT, 0};
  if (retry([&] { return poll(&writable, 1, -1); }) < 0) return -1;
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) return -1;
  errno = error;
  return error == 0 ? 0 : -1;
}

CSAPP_PUBLIC void Connect(int sockfd, const struct sockaddr* serv_addr,
                          int addrlen) {
  if (csapp_connect(sockfd, serv_addr, static_cast<socklen_t>(addrlen)) < 0) {
    csapp_fail_unix("Connect error");
  }
}
