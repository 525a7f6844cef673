#include "labs/assignments/endpoints/grader/listener.hh"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <stdexcept>

namespace endpoints {
namespace {

constexpr std::chrono::seconds kOwnPatience{10};  // with ourselves

union Address {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
};

socklen_t size_of(int family) {
  return family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
}

Address address_of(int family, std::uint16_t port, bool is_loopback) {
  Address address{};
  if (family == AF_INET6) {
    address.v6.sin6_family = AF_INET6;
    address.v6.sin6_port = htons(port);
    address.v6.sin6_addr = is_loopback ? in6addr_loopback : in6addr_any;
  } else {
    address.v4.sin_family = AF_INET;
    address.v4.sin_port = htons(port);
    address.v4.sin_addr.s_addr =
        htonl(is_loopback ? INADDR_LOOPBACK : INADDR_ANY);
  }
  return address;
}

csapp::Descriptor new_socket(int family) {
  csapp::Descriptor made(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!made) csapp::throw_errno("socket");
  return made;
}

// The port stands at the same place in both kinds of address.
std::uint16_t port_of(const Address& address) {
  return ntohs(address.v4.sin_port);
}

}  // namespace

std::uint16_t own_port(int socket) {
  Address address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, &address.any, &size) < 0) {
    csapp::throw_errno("getsockname");
  }
  return port_of(address);
}

std::uint16_t peer_port(int socket) {
  Address address{};
  socklen_t size = sizeof address;
  if (::getpeername(socket, &address.any, &size) < 0) return 0;  // it has gone
  return port_of(address);
}

Listener::Listener(int family, Scope scope)
    : family_(family), socket_(new_socket(family)) {
  const int on = 1;
  const int off = 0;
  const Address address = address_of(family, 0, scope == Scope::kLoopback);
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (family == AF_INET6) {
    ::setsockopt(socket_.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  }
  if (::bind(socket_.get(), &address.any, size_of(family)) < 0 ||
      ::listen(socket_.get(), SOMAXCONN) < 0) {
    csapp::throw_errno("listen");
  }
  port_ = own_port(socket_.get());
}

std::string Listener::host() const {
  return family_ == AF_INET6 ? "::1" : "127.0.0.1";
}

csapp::Descriptor Listener::accept(std::chrono::milliseconds patience) {
  pollfd ready{.fd = socket_.get(), .events = POLLIN, .revents = 0};
  if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return {};
  csapp::Descriptor accepted(
      ::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!accepted) csapp::throw_errno("accept");
  return accepted;
}

std::uint16_t free_port() {
  const csapp::Descriptor socket = new_socket(AF_INET);
  const Address address = address_of(AF_INET, 0, false);
  if (::bind(socket.get(), &address.any, size_of(AF_INET)) < 0) {
    csapp::throw_errno("bind");
  }
  return own_port(socket.get());
}

std::uint16_t port_in_time_wait() {
  Listener listener(AF_INET);
  const csapp::Descriptor client = new_socket(AF_INET);
  const Address address = address_of(AF_INET, listener.port(), true);
  if (::connect(client.get(), &address.any, size_of(AF_INET)) < 0) {
    csapp::throw_errno("connect");
  }
  csapp::Descriptor server = listener.accept(kOwnPatience);
  server.reset();  // first: it is this end that has to wait
  char byte = 0;
  if (::recv(client.get(), &byte, 1, 0) != 0) csapp::throw_errno("recv");
  return listener.port();
}

}  // namespace endpoints
