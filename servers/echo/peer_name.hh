// The other end of a connection, as people write it.
#ifndef SERVERS_ECHO_PEER_NAME_HH
#define SERVERS_ECHO_PEER_NAME_HH

#include <string>

namespace echo {

/// "192.0.2.7:4711" or "[2001:db8::7]:4711"; a client that came by IPv4 to an
/// IPv6 socket is written as IPv4. "unknown" when the peer is gone already.
/// Does not block (no name lookup). Thread: any.
[[nodiscard]] std::string peer_name(int fd);

}  // namespace echo

#endif
