// Bugs in what a server reads and writes.
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>

#include "tests/labs/conformance/mutants/broken_echo.hh"

namespace broken {
namespace {

constexpr std::size_t kLineBuffer = 8192;

std::string up_to(std::string_view bytes, char end) {
  return std::string(bytes.substr(0, bytes.find(end)));
}

bool peer_has_shut_down(int client) {
  pollfd peer{.fd = client, .events = POLLRDHUP, .revents = 0};
  return ::poll(&peer, 1, 0) > 0;
}

}  // namespace

std::string Echo::of(std::string_view bytes) {
  std::string echo(bytes);
  if (has_bug("shouts")) {
    for (char& byte : echo) byte = static_cast<char>(std::toupper(byte));
  }
  if (has_bug("drops-cr")) std::erase(echo, '\r');
  if (has_bug("stops-at-nul")) echo = up_to(bytes, '\0');
  if (has_bug("stops-at-255")) echo = up_to(bytes, '\xff');
  if (has_bug("loses-pipelined")) echo = up_to(bytes, '\n') + "\n";
  if (has_bug("waits-for-newline")) {
    half_line_ += bytes;
    const auto end = half_line_.rfind('\n') + 1;  // 0: there is none
    echo = half_line_.substr(0, end);
    half_line_.erase(0, end);
  }
  if (has_bug("cuts-long-lines")) {
    std::erase_if(echo, [this](char byte) {
      column_ = byte == '\n' ? 0 : column_ + 1;
      return column_ > kLineBuffer;
    });
  }
  return echo;
}

bool ends_session(int client, ssize_t n, bool first) {
  if (n < 0 && has_bug("dies-on-reset")) ::_exit(1);
  if (n == 0 && first && has_bug("dies-on-empty-session")) ::_exit(1);
  if (n == 1 && has_bug("takes-one-byte-for-end")) return true;
  if (has_bug("ignores-half-close") && peer_has_shut_down(client)) return true;
  return n <= 0;
}

void serve(int client) {
  std::array<char, 16384> buffer;
  Echo echo;
  for (bool first = true;; first = false) {
    const ssize_t n = ::read(client, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) {
      if (has_bug("dies-on-signal")) ::_exit(1);
      continue;
    }
    if (ends_session(client, n, first)) break;
    std::string bytes = echo.of({buffer.data(), static_cast<std::size_t>(n)});
    while (!bytes.empty()) {
      const ssize_t written = ::write(client, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) return close_client(client);
      if (written > 0) bytes.erase(0, static_cast<std::size_t>(written));
    }
  }
  close_client(client);
}

}  // namespace broken
