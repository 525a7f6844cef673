#include "clients/load/connection.hh"

#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace load {

Connection::Connection(csapp::Descriptor connecting)
    : fd_(std::move(connecting)) {}

bool Connection::wants_write() const {
  return state_ == State::kConnecting ||
         (state_ == State::kExchanging && sent_ < message_.size());
}

void Connection::send(std::string_view message) {
  state_ = State::kExchanging;
  message_ = message;
  sent_ = 0;
  received_ = 0;
  write_rest();
}

void Connection::finish() {
  state_ = State::kFinishing;
  ::shutdown(fd_.get(), SHUT_WR);
}

Outcome Connection::advance(std::span<char> scratch) {
  switch (state_) {
    case State::kConnecting:
      return complete_connect();
    case State::kExchanging:
      return exchange(scratch);
    case State::kFinishing:
      break;
  }
  return await_end(scratch);
}

Outcome Connection::complete_connect() {
  socklen_t length = sizeof error_;
  if (getsockopt(fd_.get(), SOL_SOCKET, SO_ERROR, &error_, &length) != 0) {
    error_ = errno;
  }
  return error_ == 0 ? Outcome::kConnected : Outcome::kConnectFailed;
}

Outcome Connection::exchange(std::span<char> scratch) {
  write_rest();
  while (received_ < message_.size()) {
    const ssize_t n = recv(fd_.get(), scratch.data(), scratch.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return Outcome::kWouldBlock;
    if (n <= 0) return Outcome::kLost;
    if (!accept_reply({scratch.data(), static_cast<std::size_t>(n)})) {
      return Outcome::kWrongBytes;
    }
  }
  return Outcome::kReplied;
}

Outcome Connection::await_end(std::span<char> scratch) {
  const ssize_t n = recv(fd_.get(), scratch.data(), scratch.size(), 0);
  if (n == 0) return Outcome::kEnded;
  if (n > 0) return Outcome::kWrongBytes;  // more than was ever sent
  const bool again = errno == EINTR || errno == EAGAIN;
  return again ? Outcome::kWouldBlock : Outcome::kLost;
}

bool Connection::accept_reply(std::string_view bytes) {
  const std::string_view expected = message_.substr(received_, bytes.size());
  received_ += bytes.size();
  return bytes == expected;  // not when there is more than was sent
}

void Connection::write_rest() {
  while (sent_ < message_.size()) {
    const std::string_view rest = message_.substr(sent_);
    const ssize_t n = ::send(fd_.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return;  // no room, or lost: then there is input to say so
    sent_ += static_cast<std::size_t>(n);
  }
}

}  // namespace load
