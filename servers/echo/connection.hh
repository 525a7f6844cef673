// Connection: one client of an event loop.
//
// The loop has many clients and must not block on any of them. What a client
// sent is written back at once; what its socket does not take is kept here, and
// until that is gone the client is not read from: it can make us keep one
// buffer's worth, however much it sends without reading.
#ifndef SERVERS_ECHO_CONNECTION_HH
#define SERVERS_ECHO_CONNECTION_HH

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "csapp/descriptor.hh"
#include "servers/echo/session_end.hh"

namespace echo {

/// Thread: the loop's thread only.
class Connection {
 public:
  /// Owns `fd`, a socket, and makes it non-blocking. Throws std::system_error.
  explicit Connection(csapp::Descriptor fd);

  [[nodiscard]] int fd() const { return fd_.get(); }

  /// What to wait for: room to write while output is pending, else input.
  [[nodiscard]] bool wants_write() const { return !pending_.empty(); }

  /// Does what can be done without blocking: one read and its echo, or the
  /// rest of an earlier echo. Call it when the descriptor is ready; called
  /// early it does nothing. `buffer` is the loop's, shared by all connections.
  /// Returns why the session ended, or nothing while it goes on.
  [[nodiscard]] std::optional<SessionEnd> advance(std::span<char> buffer);

 private:
  std::optional<SessionEnd> write_pending();

  csapp::Descriptor fd_;
  std::vector<char> pending_;  // echo that the socket has not taken yet
  std::size_t written_ = 0;    // bytes at the front of pending_ that it has
};

}  // namespace echo

#endif
