// The session of the servers that give each client a flow of control of its
// own: read, write back, until the client has no more to say.
//
// It echoes bytes, not lines: half a line comes back as soon as it is there,
// and neither NUL nor a line of a megabyte is special. Nobody else runs in this
// flow, so a client that does not read stops only its own session.
#ifndef SERVERS_ECHO_BLOCKING_SESSION_HH
#define SERVERS_ECHO_BLOCKING_SESSION_HH

#include "servers/echo/session_end.hh"

namespace echo {

/// Serves the blocking connection `fd`, which stays open and the caller's.
/// Blocks in read(2) and write(2) until the session ends.
/// REQUIRES: SIGPIPE ignored. Thread: any, one per connection.
[[nodiscard]] SessionEnd echo_session(int fd);

}  // namespace echo

#endif
