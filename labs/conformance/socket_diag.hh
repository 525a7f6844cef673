// TCP sockets from the kernel by netlink: the facts of /proc/net/tcp, without
// a walk through all connections of the machine.
//
// Nothing (std::nullopt) means that the system does not offer it; read /proc
// instead. Both look at the network namespace of the caller.
//
// Source: sock_diag(7).
#ifndef LABS_CONFORMANCE_SOCKET_DIAG_HH
#define LABS_CONFORMANCE_SOCKET_DIAG_HH

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "labs/conformance/observer.hh"

namespace conformance {

/// All listening sockets, IPv4 and IPv6.
[[nodiscard]] std::optional<std::vector<Socket>> query_listeners();

/// The end at `port` of the connection between `port` and `peer_port`, both of
/// the literal address `host`; an empty vector when there is none.
[[nodiscard]] std::optional<std::vector<Socket>> query_connection(
    const std::string& host, std::uint16_t port, std::uint16_t peer_port);

}  // namespace conformance

#endif
