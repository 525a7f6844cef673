#include "servers/echo/blocking_session.hh"

#include <unistd.h>

#include <array>
#include <cerrno>

#include "csapp/rio.h"

namespace echo {

SessionEnd echo_session(int fd) {
  std::array<char, 16384> buffer;
  for (;;) {
    // Not rio_readn: that would wait until the buffer is full.
    const ssize_t n = ::read(fd, buffer.data(), buffer.size());
    if (n == 0) return SessionEnd::kEndOfFile;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return session_end_of(errno);
    if (::rio_writen(fd, buffer.data(), static_cast<size_t>(n)) < 0) {
      return session_end_of(errno);
    }
  }
}

}  // namespace echo
