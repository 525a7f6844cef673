#include "servers/echo/session_end.hh"

#include <cerrno>

#include "servers/echo/log.hh"

namespace echo {

const char* to_text(SessionEnd end) {
  switch (end) {
    case SessionEnd::kEndOfFile:
      return "end of file";
    case SessionEnd::kReset:
      return "reset by the client";
    case SessionEnd::kBrokenPipe:
      return "broken pipe";
    case SessionEnd::kError:
      break;
  }
  return "connection error";
}

SessionEnd session_end_of(int error) {
  if (error == ECONNRESET) return SessionEnd::kReset;
  if (error == EPIPE) return SessionEnd::kBrokenPipe;
  return SessionEnd::kError;
}

void log_end(int fd, SessionEnd end) {
  log(LogLevel::kDebug, "descriptor %d: %s", fd, to_text(end));
}

}  // namespace echo
