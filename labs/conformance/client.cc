#include "labs/conformance/client.hh"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/patience.hh"

namespace conformance {
namespace {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

Address address_of(const Endpoint& server) {
  Address address;
  auto& v4 = reinterpret_cast<sockaddr_in&>(address.storage);
  auto& v6 = reinterpret_cast<sockaddr_in6&>(address.storage);
  if (::inet_pton(AF_INET, server.host.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(server.port);
    address.size = sizeof v4;
  } else if (::inet_pton(AF_INET6, server.host.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(server.port);
    address.size = sizeof v6;
  } else {
    throw std::runtime_error(server.host + " is no address");
  }
  return address;
}

std::uint16_t local_port(int fd) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) < 0) {
    csapp::throw_errno("getsockname");
  }
  // The port stands at the same place in sockaddr_in and sockaddr_in6.
  return ntohs(reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port);
}

void set_option(int fd, int level, int option, int value) {
  if (::setsockopt(fd, level, option, &value, sizeof value) < 0) {
    csapp::throw_errno("setsockopt");
  }
}

/// The server's fault, or ours, such as a machine without IPv6?
[[noreturn]] void throw_not_connected(int error) {
  if (error == ECONNREFUSED || error == ECONNRESET || error == ETIMEDOUT) {
    throw Unmet("a connection", std::strerror(error));
  }
  throw std::system_error(error, std::generic_category(), "connect");
}

}  // namespace

Client::Client(const Endpoint& server, int receive_buffer) : server_(&server) {
  const Address address = address_of(server);
  socket_.reset(::socket(address.storage.ss_family,
                         SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket_) csapp::throw_errno("socket");
  // Many small writes must leave as such, or nothing would ever be short.
  set_option(socket_.get(), IPPROTO_TCP, TCP_NODELAY, 1);
  if (receive_buffer > 0) {
    set_option(socket_.get(), SOL_SOCKET, SO_RCVBUF, receive_buffer);
  }
  if (::connect(socket_.get(),
                reinterpret_cast<const sockaddr*>(&address.storage),
                address.size) < 0 &&
      errno != EINPROGRESS) {
    throw_not_connected(errno);
  }
  wait_for(POLLOUT, "the connection to be made");
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) throw_not_connected(error);
  port_ = local_port(socket_.get());
}

/// At either end: TCP tries again in its own time when it found no room.
bool Client::something_arrives() const {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (::getsockopt(socket_.get(), IPPROTO_TCP, TCP_INFO, &info, &size) < 0) {
    csapp::throw_errno("getsockopt");
  }
  const auto end = server_end(*server_, *this);
  return info.tcpi_unacked > 0 || (end && end->unsent > 0);
}

void Client::wait_for(short events, const char* what) const {
  pollfd ready{.fd = socket_.get(), .events = events, .revents = 0};
  Patience patience(*server_, [this] { return something_arrives(); });
  for (auto time = patience.next(); time.count() > 0; time = patience.next()) {
    const int n = ::poll(&ready, 1, static_cast<int>(time.count()));
    if (n < 0 && errno != EINTR) csapp::throw_errno("poll");
    if (n != 0) return;
  }
  throw Unmet(what, "nothing; " + describe_tasks(*server_));
}

std::size_t Client::send_some(std::string_view bytes) {
  const ssize_t n = ::send(socket_.get(), bytes.data(), bytes.size(),
                           MSG_NOSIGNAL | MSG_DONTWAIT);
  if (n >= 0) return static_cast<std::size_t>(n);
  if (errno == EAGAIN || errno == EINTR) return 0;
  throw Unmet("the server to take more bytes", std::strerror(errno));
}

void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t n = send_some(bytes);
    bytes.remove_prefix(n);
    if (n == 0) wait_for(POLLOUT, "the server to take more bytes");
  }
}

/// What is there now, at most `limit` bytes; empty also when nothing is.
std::string Client::receive_some(std::size_t limit, bool& ended) {
  std::array<char, 65536> buffer;
  const ssize_t n = ::recv(socket_.get(), buffer.data(),
                           std::min(limit, buffer.size()), MSG_DONTWAIT);
  if (n < 0 && errno != EAGAIN && errno != EINTR) {
    throw Unmet("bytes or end of file", std::strerror(errno));
  }
  ended = n == 0;
  return {buffer.data(), n > 0 ? static_cast<std::size_t>(n) : 0};
}

std::string Client::receive(std::size_t size) {
  std::string bytes;
  for (bool ended = false; !ended && bytes.size() < size;) {
    try {
      wait_for(POLLIN, "");
    } catch (const Unmet& unmet) {
      throw Unmet(std::to_string(size) + " bytes from the server",
                  quote(bytes) + ", then " + unmet.observed);
    }
    bytes += receive_some(size - bytes.size(), ended);
  }
  return bytes;
}

std::string Client::receive_to_end() {
  std::string bytes;
  for (bool ended = false; !ended;) {
    wait_for(POLLIN, "end of file from the server");
    bytes += receive_some(std::numeric_limits<std::size_t>::max(), ended);
  }
  return bytes;
}

void Client::require_echo(std::string_view bytes) {
  std::string_view unsent = bytes;
  std::string echo;
  for (bool ended = false; !ended && echo.size() < bytes.size();) {
    if (!unsent.empty()) unsent.remove_prefix(send_some(unsent));
    const std::string part = receive_some(bytes.size() - echo.size(), ended);
    echo += part;
    if (ended || !part.empty()) continue;
    try {
      wait_for(unsent.empty() ? POLLIN : POLLIN | POLLOUT, "");
    } catch (const Unmet& unmet) {
      throw Unmet(quote(bytes), quote(echo) + ", then " + unmet.observed);
    }
  }
  require_same_bytes(bytes, echo);
}

void Client::require_end_of_file() {
  const std::string rest = receive_to_end();
  require(rest.empty(), "end of file", quote(rest));
}

bool Client::has_input() const {
  pollfd ready{.fd = socket_.get(), .events = POLLIN, .revents = 0};
  return ::poll(&ready, 1, 0) > 0;
}

bool Client::ended_within_patience() {
  try {
    static_cast<void>(receive_to_end());
    return true;
  } catch (const Unmet&) {
    return has_input();  // an error is reported once; then comes end of file
  }
}

void Client::finish_sending() {
  if (::shutdown(socket_.get(), SHUT_WR) < 0) {
    throw Unmet("an open connection", std::strerror(errno));
  }
}

void Client::reset() {
  const linger abort{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
  close();
}

}  // namespace conformance
