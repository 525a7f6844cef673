// TCP sockets from the kernel by netlink: as /proc/net/tcp, but without the
// thousands of connections in TIME_WAIT that tests leave behind.
//
// Source: sock_diag(7).
#ifndef LABS_CONFORMANCE_SOCKET_DIAG_HH
#define LABS_CONFORMANCE_SOCKET_DIAG_HH

#include <cstdint>
#include <optional>
#include <vector>

#include "labs/conformance/observer.hh"

namespace conformance {

/// The sockets of `family` (AF_INET or AF_INET6) bound to `local_port` (0: all)
/// in the network namespace of the caller. Nothing where the system does not
/// offer it: read /proc instead.
[[nodiscard]] std::optional<std::vector<Socket>> query_sockets(
    int family, std::uint16_t local_port);

}  // namespace conformance

#endif
