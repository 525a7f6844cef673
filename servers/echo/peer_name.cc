#include "servers/echo/peer_name.hh"

#include <netdb.h>
#include <sys/socket.h>

#include <array>

namespace echo {

std::string peer_name(int fd) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  std::array<char, NI_MAXHOST> host;
  std::array<char, NI_MAXSERV> port;
  auto* peer = reinterpret_cast<sockaddr*>(&address);
  if (::getpeername(fd, peer, &size) < 0 ||
      ::getnameinfo(peer, size, host.data(), host.size(), port.data(),
                    port.size(), NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
    return "unknown";
  }
  const std::string mapped = "::ffff:";
  std::string name = host.data();
  if (name.starts_with(mapped)) name.erase(0, mapped.size());
  if (name.find(':') != std::string::npos) name = "[" + name + "]";
  return name + ":" + port.data();
}

}  // namespace echo
