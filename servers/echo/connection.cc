#include "servers/echo/connection.hh"

#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>

namespace echo {
namespace {

/// Bytes the socket took, 0 when it has no room; nothing on an error.
std::optional<std::size_t> try_write(int fd, std::span<const char> bytes) {
  ssize_t n;
  do {
    n = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  } while (n < 0 && errno == EINTR);
  if (n >= 0) return static_cast<std::size_t>(n);
  if (errno == EAGAIN) return 0;
  return std::nullopt;
}

}  // namespace

Connection::Connection(csapp::Descriptor fd) : fd_(std::move(fd)) {
  if (::fcntl(fd_.get(), F_SETFL, O_NONBLOCK) < 0) csapp::throw_errno("fcntl");
}

std::optional<SessionEnd> Connection::advance(std::span<char> buffer) {
  if (wants_write()) return write_pending();
  // One read a turn, not until it would block: the others wait meanwhile.
  const ssize_t n = ::recv(fd(), buffer.data(), buffer.size(), 0);
  if (n == 0) return SessionEnd::kEndOfFile;
  if (n < 0) {
    if (errno == EAGAIN || errno == EINTR) return std::nullopt;
    return session_end_of(errno);
  }
  const auto input = buffer.first(static_cast<std::size_t>(n));
  const auto taken = try_write(fd(), input);
  if (!taken) return session_end_of(errno);
  pending_.assign(input.begin() + static_cast<std::ptrdiff_t>(*taken),
                  input.end());
  return std::nullopt;
}

std::optional<SessionEnd> Connection::write_pending() {
  const auto taken = try_write(fd(), std::span(pending_).subspan(written_));
  if (!taken) return session_end_of(errno);
  written_ += *taken;
  if (written_ == pending_.size()) {
    pending_ = {};  // gives the memory back: most clients never need it again
    written_ = 0;
  }
  return std::nullopt;
}

}  // namespace echo
