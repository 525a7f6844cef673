#include "csapp/endpoint.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "connecting.hh"
#include "csapp/socket.h"
#include "export.hh"

namespace {

constexpr int kUnresolved = -2;

// Reads a port: 0 and the number in `*number`, or why it is none, as an EAI_
// code. Checked here because glibc lets 65536 wrap to port 0.
int parse_port(const char* port, in_port_t* number) {
  if (port == nullptr || *port == '\0') return EAI_NONAME;
  unsigned value = 0;
  bool in_range = true;
  for (; *port != '\0'; ++port) {
    if (*port < '0' || *port > '9') return EAI_NONAME;
    value = value * 10 + static_cast<unsigned>(*port - '0');
    if (value > 65535) in_range = false;
    if (!in_range) value = 0;  // the number no longer counts, its digits do
  }
  *number = static_cast<in_port_t>(value);
  return in_range ? 0 : EAI_SERVICE;
}

// Why a name did not resolve; EAI_SYSTEM by itself says only "System error".
const char* reason(int code) {
  return code == EAI_SYSTEM ? strerror(errno) : gai_strerror(code);
}

const char* shown(const char* text) {
  return text == nullptr ? "(null)" : text;
}

// Closes the descriptor of a failed attempt; -1, with the attempt's errno.
int give_up(int fd) {
  const int saved_errno = errno;
  close(fd);
  errno = saved_errno;
  return -1;
}

int connect_to(const addrinfo& address) {
  const int fd = socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC,
                        address.ai_protocol);
  if (fd < 0) return -1;
  if (csapp_connect(fd, address.ai_addr, address.ai_addrlen) == 0) return fd;
  return give_up(fd);
}

// A socket that listens on `address`, or -1 and errno.
int listen_on(const sockaddr* address, socklen_t length) {
  const int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  const int on = 1;
  const int off = 0;
  const bool v6 = address->sa_family == AF_INET6;
  if (v6 && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) < 0) {
    return give_up(fd);
  }
  // Without this a restarted server waits for the old connections' TIME_WAIT.
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 ||
      bind(fd, address, length) < 0 || listen(fd, LISTENQ) < 0) {
    return give_up(fd);
  }
  return fd;
}

int listen_v6(in_port_t port) {
  sockaddr_in6 address = {};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(port);
  address.sin6_addr = in6addr_any;
  return listen_on(reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

int listen_v4(in_port_t port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  return listen_on(reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

// Did it fail because this system has no IPv6? A port that is taken is no
// reason to fall back: IPv4 alone would hide that ::1 reaches someone else.
bool without_ipv6(int error) {
  return error == EAFNOSUPPORT || error == EPROTONOSUPPORT ||
         error == EADDRNOTAVAIL || error == ENOPROTOOPT;
}

}  // namespace

CSAPP_PUBLIC int open_clientfd(const char* hostname, const char* port) {
  in_port_t number;
  addrinfo* addresses = nullptr;
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  // No AI_ADDRCONFIG: where only the loopback has IPv6, ::1 must work.
  hints.ai_flags = AI_NUMERICSERV;
  int code = parse_port(port, &number);
  if (code == 0) code = getaddrinfo(hostname, port, &hints, &addresses);
  if (code != 0) {
    fprintf(stderr, "getaddrinfo failed (%s:%s): %s\n", shown(hostname),
            shown(port), reason(code));
    return kUnresolved;
  }
  int fd = -1;
  for (const addrinfo* each = addresses; each != nullptr && fd < 0;
       each = each->ai_next) {
    fd = connect_to(*each);
  }
  const int saved_errno = errno;
  freeaddrinfo(addresses);
  errno = saved_errno;
  return fd;
}

CSAPP_PUBLIC int open_listenfd(const char* port) {
  in_port_t number;
  const int code = parse_port(port, &number);
  if (code != 0) {
    fprintf(stderr, "getaddrinfo failed (port %s): %s\n", shown(port),
            reason(code));
    return kUnresolved;
  }
  const int fd = listen_v6(number);
  if (fd < 0 && without_ipv6(errno)) return listen_v4(number);
  return fd;
}

CSAPP_PUBLIC int Open_clientfd(const char* hostname, const char* port) {
  const int fd = open_clientfd(hostname, port);
  // Why a name does not resolve has been printed already.
  if (fd == kUnresolved) exit(1);
  if (fd < 0) csapp_fail_unix("Open_clientfd error");
  return fd;
}

CSAPP_PUBLIC int Open_listenfd(const char* port) {
  const int fd = open_listenfd(port);
  if (fd == kUnresolved) exit(1);
  if (fd < 0) csapp_fail_unix("Open_listenfd error");
  return fd;
}
