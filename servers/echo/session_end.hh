// Why a session ended. The session returns it; the server decides whether to
// log, close or go on. All of these are ordinary ends of a connection.
#ifndef SERVERS_ECHO_SESSION_END_HH
#define SERVERS_ECHO_SESSION_END_HH

namespace echo {

enum class SessionEnd {
  kEndOfFile,   // the client sent all it had, and all of it went back
  kReset,       // the client reset the connection
  kBrokenPipe,  // the client left before it read everything
  kError,       // another errno, for example a time-out of the network
};

/// "end of file", "reset by the client", …
[[nodiscard]] const char* to_text(SessionEnd end);

/// The end that a failed read or write with this errno means.
[[nodiscard]] SessionEnd session_end_of(int error);

/// Logs the end of the session on `fd` at debug level.
void log_end(int fd, SessionEnd end);

}  // namespace echo

#endif
