#include "servers/echo/acceptor.hh"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cassert>
#include <cstring>
#include <ctime>

#include "servers/echo/log.hh"
#include "servers/echo/peer_name.hh"

namespace echo {

Acceptor::Acceptor(csapp::Descriptor listener, const StopRequest& stop)
    : listener_(std::move(listener)), stop_(stop) {}

csapp::Descriptor Acceptor::next() {
  if (std::exchange(non_blocking_, false) &&
      ::fcntl(listener_.get(), F_SETFL, 0) < 0) {
    csapp::throw_errno("fcntl");
  }
  // Blocked in accept(2), this thread hears of a stop in no other way.
  const ShutdownOnStop interruptible(listener_.get());
  while (!StopRequest::requested()) {
    if (warned_ && !short_) warned_ = is_client_waiting();
    csapp::Descriptor client = short_ ? wait_then_accept(nullptr) : accept();
    if (client) return client;
  }
  return {};
}

csapp::Descriptor Acceptor::next(const sigset_t& mask) {
  while (!StopRequest::requested()) {
    // It accepts only when somebody waits, so accept(2) never says otherwise.
    if (warned_ && !short_) warned_ = is_client_waiting();
    if (csapp::Descriptor client = wait_then_accept(&mask)) return client;
  }
  return {};
}

/// Waits for a client, a stop, the end of a shortage or a signal; returns the
/// client if there is one and no stop.
csapp::Descriptor Acceptor::wait_then_accept(const sigset_t* mask) {
  std::array<pollfd, 2> ready{
      {{.fd = stop_.fd(), .events = POLLIN, .revents = 0},
       {.fd = poll_fd(), .events = POLLIN, .revents = 0}}};
  const timespec retry{.tv_sec = 0, .tv_nsec = kRetryMs * 1'000'000L};
  const int n =
      ::ppoll(ready.data(), ready.size(), short_ ? &retry : nullptr, mask);
  if (n < 0 || ready[0].revents != 0) return {};
  return accept();
}

bool Acceptor::is_client_waiting() const {
  pollfd ready{.fd = listener_.get(), .events = POLLIN, .revents = 0};
  return ::poll(&ready, 1, 0) > 0;
}

csapp::Descriptor Acceptor::try_next() {
  assert(non_blocking_);
  return accept();
}

csapp::Descriptor Acceptor::accept() {
  short_ = false;
  if (put_back_) return std::move(put_back_);
  const int fd = ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC);
  if (fd < 0) {
    if (!StopRequest::requested()) on_accept_error(errno);
    return {};
  }
  ++accepted_;
  if (log_enabled(LogLevel::kDebug)) {
    log(LogLevel::kDebug, "descriptor %d: connected to %s", fd,
        peer_name(fd).c_str());
  }
  return csapp::Descriptor(fd);
}

void Acceptor::on_accept_error(int error) {
  switch (error) {
    case EAGAIN:
      warned_ = false;  // the backlog is empty: a shortage is over
      return;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
      return run_short("accept", error);
    case EBADF:
    case EINVAL:
    case ENOTSOCK:
    case EOPNOTSUPP:
    case EFAULT:
      log(LogLevel::kError, "accept: %s", std::strerror(error));
      failed_ = true;
      return StopRequest::request();
    default:  // EINTR, ECONNABORTED and what the network did to that client
      log(LogLevel::kDebug, "accept: %s", std::strerror(error));
  }
}

void Acceptor::put_back(csapp::Descriptor client, const char* what, int error) {
  put_back_ = std::move(client);
  run_short(what, error);
}

void Acceptor::run_short(const char* what, int error) {
  short_ = true;
  if (std::exchange(warned_, true)) return;
  log(LogLevel::kWarn, "%s: %s; new clients wait", what, std::strerror(error));
}

void refuse(csapp::Descriptor client) {
  log(LogLevel::kDebug, "descriptor %d: refused", client.get());
  ::shutdown(client.get(), SHUT_WR);
  // Closing with unread bytes sends a reset. The number of reads is limited: a
  // client that goes on sending must not keep us here.
  std::array<char, 4096> rest;
  for (int i = 0; i < 16; ++i) {
    if (::recv(client.get(), rest.data(), rest.size(), MSG_DONTWAIT) <= 0)
      break;
  }
}

}  // namespace echo
