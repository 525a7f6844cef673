// Listener: a listening socket of the examiner's, to which students connect.
//
// Thread: any.
// Errors: std::system_error, if this machine does not give us one.
#ifndef LABS_ASSIGNMENTS_ENDPOINTS_GRADER_LISTENER_HH
#define LABS_ASSIGNMENTS_ENDPOINTS_GRADER_LISTENER_HH

#include <chrono>
#include <cstdint>
#include <string>

#include "csapp/descriptor.hh"

namespace endpoints {

/// The port of one end of the socket: ours, or the peer's.
[[nodiscard]] std::uint16_t own_port(int socket);
[[nodiscard]] std::uint16_t peer_port(int socket);

class Listener {
 public:
  enum class Scope { kLoopback, kEveryAddress };

  /// On a free port, SO_REUSEADDR set. IPv6 at every address means IPv4, too.
  explicit Listener(int family, Scope scope = Scope::kLoopback);

  /// As text: "127.0.0.1" or "::1", a loopback address in any case.
  [[nodiscard]] std::string host() const;
  [[nodiscard]] std::uint16_t port() const { return port_; }

  /// The next connection; none if nobody connects within `patience`.
  [[nodiscard]] csapp::Descriptor accept(std::chrono::milliseconds patience);

 private:
  const int family_;
  csapp::Descriptor socket_;
  std::uint16_t port_ = 0;
};

/// A port that was free a moment ago.
[[nodiscard]] std::uint16_t free_port();

/// A port at which a connection has ended a moment ago: TIME_WAIT, so that
/// nobody can listen there, but with SO_REUSEADDR.
[[nodiscard]] std::uint16_t port_in_time_wait();

}  // namespace endpoints

#endif
