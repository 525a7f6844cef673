#include "clients/load/target.hh"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace load {
namespace {

void enable(int fd, int level, int option) {
  const int on = 1;
  if (setsockopt(fd, level, option, &on, sizeof on) != 0) {
    csapp::throw_errno("setsockopt");
  }
}

const sockaddr* generic(const void* address) {
  return static_cast<const sockaddr*>(address);
}

}  // namespace

Target::Target(const std::string& host, const std::string& port, int sources)
    : sources_(static_cast<std::uint32_t>(sources)) {
  addrinfo hints{};
  hints.ai_family = sources > 0 ? AF_INET : AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int code = getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
  if (code != 0) {
    throw std::runtime_error("cannot resolve " + host + " port " + port + ": " +
                             gai_strerror(code));
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list,
                                                                 &freeaddrinfo);
  for (const addrinfo* at = list; at != nullptr; at = at->ai_next) {
    Address address{{}, at->ai_addrlen};
    std::memcpy(&address.storage, at->ai_addr, at->ai_addrlen);
    addresses_.push_back(address);
  }
}

csapp::Descriptor Target::start_connect() {
  const Address& to = addresses_[current_];
  csapp::Descriptor fd(socket(to.storage.ss_family,
                              SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd) csapp::throw_errno("socket");
  // Or a second small segment would wait for the first one's acknowledgement.
  enable(fd.get(), IPPROTO_TCP, TCP_NODELAY);
  if (sources_ > 0) bind_next_source(fd.get());
  if (connect(fd.get(), generic(&to.storage), to.length) != 0 &&
      errno != EINPROGRESS) {
    csapp::throw_errno("connect");
  }
  return fd;
}

bool Target::skip_address(std::size_t failed) {
  if (failed < current_) return true;
  if (failed + 1 == addresses_.size()) return false;
  current_ = failed + 1;
  return true;
}

void Target::bind_next_source(int fd) {
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + next_source_);
  next_source_ = (next_source_ + 1) % sources_;
  // The port is chosen by connect, which knows the destination: the same port
  // may serve several of them, and one in TIME_WAIT to another is free.
  enable(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
  if (bind(fd, generic(&from), sizeof from) != 0) csapp::throw_errno("bind");
}

}  // namespace load
