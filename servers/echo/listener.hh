// The listening socket of an echo server.
#ifndef SERVERS_ECHO_LISTENER_HH
#define SERVERS_ECHO_LISTENER_HH

#include <cstdint>
#include <string>

#include "csapp/descriptor.hh"

namespace echo {

/// Opens a non-blocking listening socket on `port` (0: any free one) of `host`
/// (empty: every address, IPv4 and IPv6 through one socket).
/// Blocks while a host name is resolved.
/// Errors: throws std::runtime_error (std::system_error where there is an
/// errno: EADDRINUSE, EACCES, …) with a text that names host and port.
[[nodiscard]] csapp::Descriptor open_listener(const std::string& host,
                                              std::uint16_t port, int backlog);

/// The port that `fd` is bound to, in host byte order.
/// Errors: throws std::system_error.
[[nodiscard]] std::uint16_t local_port(int fd);

}  // namespace echo

#endif
