#include "tests/servers/echo/tcp_pair.hh"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "csapp/rio.h"
#include "servers/echo/listener.hh"

csapp::Descriptor listen_on_loopback() {
  return echo::open_listener("127.0.0.1", 0, 16);
}

csapp::Descriptor connect_to(const csapp::Descriptor& listener) {
  csapp::Descriptor fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(echo::local_port(listener.get()));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd.get(), reinterpret_cast<sockaddr*>(&address),
                sizeof address) < 0) {
    csapp::throw_errno("connect");
  }
  return fd;
}

TcpPair::TcpPair() {
  const csapp::Descriptor listener = listen_on_loopback();
  client = connect_to(listener);
  wait_readable(listener.get());
  server = csapp::Descriptor(::accept(listener.get(), nullptr, nullptr));
  if (!server) csapp::throw_errno("accept");
}

void reset_connection(csapp::Descriptor fd) {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(fd.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

std::string read_exactly(const csapp::Descriptor& fd, std::size_t size) {
  std::string bytes(size, '\0');
  const ssize_t n = ::rio_readn(fd.get(), bytes.data(), size);
  bytes.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return bytes;
}

void wait_readable(int fd) {
  pollfd ready{.fd = fd, .events = POLLIN, .revents = 0};
  if (::poll(&ready, 1, 20'000) != 1) csapp::throw_errno("poll");
}
