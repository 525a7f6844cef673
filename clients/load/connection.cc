#include "clients/load/connection.hh"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace load {
namespace {

// Makes `text` end with `more` if that follows it in memory.
bool extend(std::string_view& text, std::string_view more) {
  if (text.data() + text.size() != more.data()) return false;
  text = {text.data(), text.size() + more.size()};
  return true;
}

}  // namespace

Connection::Connection(csapp::Descriptor connecting)
    : fd_(std::move(connecting)) {}

bool Connection::wants_write() const {
  return state_ == State::kConnecting || sent_ < front_.size() + back_.size();
}

void Connection::queue(std::string_view message) {
  if (front_.empty()) {
    front_ = message;
  } else if (back_.empty()) {
    if (!extend(front_, message)) back_ = message;
  } else {
    extend(back_, message);
  }
}

void Connection::flush() {
  while (true) {
    const std::string_view rest = unsent();
    if (rest.empty()) return;
    const ssize_t n = ::send(fd_.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return;  // no room, or lost: then there is input to say so
    sent_ += static_cast<std::size_t>(n);
  }
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
  if (error_ != 0) return Outcome::kConnectFailed;
  state_ = State::kExchanging;
  return Outcome::kConnected;
}

Outcome Connection::exchange(std::span<char> scratch) {
  flush();
  while (true) {
    const ssize_t n = recv(fd_.get(), scratch.data(), scratch.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return Outcome::kWouldBlock;
    if (n <= 0) return Outcome::kLost;
    const auto size = static_cast<std::size_t>(n);
    if (!confirm({scratch.data(), size})) return Outcome::kWrongBytes;
    if (front_.empty()) return Outcome::kReplied;
    // There is no more for now: one call less to find that out.
    if (size < scratch.size()) return Outcome::kWouldBlock;
  }
}

Outcome Connection::await_end(std::span<char> scratch) {
  const ssize_t n = recv(fd_.get(), scratch.data(), scratch.size(), 0);
  if (n == 0) return Outcome::kEnded;
  if (n > 0) return Outcome::kWrongBytes;  // more than was ever sent
  const bool again = errno == EINTR || errno == EAGAIN;
  return again ? Outcome::kWouldBlock : Outcome::kLost;
}

// False when they are not what was sent, or more than that; confirmed_ then
// stops before the first wrong one.
bool Connection::confirm(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view expected =
        front_.substr(0, std::min(bytes.size(), sent_));
    const std::string_view got = bytes.substr(0, expected.size());
    if (got != expected || expected.empty()) {
      confirmed_ += static_cast<std::uint64_t>(
          std::mismatch(got.begin(), got.end(), expected.begin()).first -
          got.begin());
      return false;
    }
    bytes.remove_prefix(expected.size());
    front_.remove_prefix(expected.size());
    sent_ -= expected.size();
    confirmed_ += expected.size();
    if (front_.empty()) front_ = std::exchange(back_, {});
  }
  return true;
}

std::string_view Connection::unsent() const {
  if (sent_ < front_.size()) return front_.substr(sent_);
  return back_.substr(sent_ - front_.size());
}

}  // namespace load
