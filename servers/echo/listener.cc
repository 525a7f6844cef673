#include "servers/echo/listener.hh"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <memory>
#include <stdexcept>

#include "csapp/endpoint.h"

namespace echo {
namespace {

using AddressList = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

AddressList resolve(const std::string& host, const std::string& port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  const int code = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
  if (code != 0) throw std::runtime_error(::gai_strerror(code));
  return {list, &::freeaddrinfo};
}

/// The first address of `host` that can be bound; none and errno otherwise.
csapp::Descriptor bind_host(const std::string& host, const std::string& port) {
  const AddressList list = resolve(host, port);
  const int on = 1;
  for (const addrinfo* a = list.get(); a != nullptr; a = a->ai_next) {
    csapp::Descriptor fd(
        ::socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol));
    if (!fd) continue;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(fd.get(), a->ai_addr, a->ai_addrlen) == 0) return fd;
  }
  return {};
}

csapp::Descriptor bind_any(const std::string& port) {
  csapp::Descriptor fd(::open_listenfd(port.c_str()));
  if (fd.get() == -2) throw std::runtime_error("no address to listen on");
  return fd;
}

}  // namespace

csapp::Descriptor open_listener(const std::string& host, std::uint16_t port,
                                int backlog) {
  const std::string number = std::to_string(port);
  const std::string what =
      "cannot listen on " + (host.empty() ? "" : host + " ") + "port " + number;
  try {
    csapp::Descriptor fd =
        host.empty() ? bind_any(number) : bind_host(host, number);
    // A second listen(2), after open_listenfd's own, only sets the backlog.
    if (!fd || ::listen(fd.get(), backlog) < 0 ||
        ::fcntl(fd.get(), F_SETFL, O_NONBLOCK) < 0) {
      csapp::throw_errno(what.c_str());
    }
    return fd;
  } catch (const std::system_error&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(what + ": " + error.what());
  }
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

}  // namespace echo
