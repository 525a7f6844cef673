#include "tests/clients/session_server.hh"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <utility>

namespace clients {
namespace {

sockaddr* generic(void* address) { return static_cast<sockaddr*>(address); }

csapp::Descriptor bind_free_port() {
  csapp::Descriptor fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd.get(), generic(&address), sizeof address) != 0) {
    csapp::throw_errno("bind");
  }
  return fd;
}

std::string port_of(int fd) {
  sockaddr_in address{};
  socklen_t length = sizeof address;
  if (getsockname(fd, generic(&address), &length) != 0) {
    csapp::throw_errno("getsockname");
  }
  return std::to_string(ntohs(address.sin_port));
}

}  // namespace

void echo(int fd) {
  char buffer[64 * 1024];
  while (true) {
    const ssize_t n = recv(fd, buffer, sizeof buffer, 0);
    if (n <= 0) return;
    ssize_t sent = 0;
    while (sent < n) {
      const ssize_t m =
          send(fd, buffer + sent, std::size_t(n - sent), MSG_NOSIGNAL);
      if (m < 0) return;
      sent += m;
    }
  }
}

void swallow(int fd) {
  char buffer[4096];
  while (recv(fd, buffer, sizeof buffer, 0) > 0) {
  }
}

SessionServer::SessionServer(Session session, Clients clients)
    : session_(std::move(session)),
      clients_(clients),
      listener_(bind_free_port()),
      port_(port_of(listener_.get())) {
  if (listen(listener_.get(), 128) != 0) csapp::throw_errno("listen");
  acceptor_ = std::jthread([this] { accept_all(); });
}

SessionServer::~SessionServer() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    ::shutdown(listener_.get(), SHUT_RDWR);  // wakes accept
    for (const auto& fd : connections_) ::shutdown(fd.get(), SHUT_RDWR);
  }
  acceptor_.join();
  sessions_.clear();
}

std::multiset<std::string> SessionServer::peers() const {
  const std::lock_guard lock(mutex_);
  return peers_;
}

void SessionServer::accept_all() {
  while (true) {
    sockaddr_in peer{};
    socklen_t length = sizeof peer;
    csapp::Descriptor connection(
        accept4(listener_.get(), generic(&peer), &length, SOCK_CLOEXEC));
    if (!connection) return;
    const int fd = connection.get();
    {
      const std::lock_guard lock(mutex_);
      if (stopped_) return;
      connections_.push_back(std::move(connection));
      char text[INET_ADDRSTRLEN];
      peers_.insert(inet_ntop(AF_INET, &peer.sin_addr, text, sizeof text));
    }
    if (clients_ == Clients::kOneAfterTheOther) {
      serve(fd);
    } else {
      sessions_.emplace_back([this, fd] { serve(fd); });
    }
  }
}

void SessionServer::serve(int fd) {
  session_(fd);
  ::shutdown(fd, SHUT_RDWR);
}

RefusingPort::RefusingPort()
    : bound_(bind_free_port()), port_(port_of(bound_.get())) {}

}  // namespace clients
