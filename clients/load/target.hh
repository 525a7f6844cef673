// Target: where a load goes, and from which addresses.
//
// A connection that its client closes first leaves the client's address and
// port in TIME_WAIT for a minute. One address has some 28,000 ports; a load of
// many short sessions therefore spreads over the addresses 127.0.0.1,
// 127.0.0.2, …, which all belong to the loopback interface.
//
// Source: Stevens, UNP volume 1, 2.7; ip(7) for IP_BIND_ADDRESS_NO_PORT.
#ifndef CLIENTS_LOAD_TARGET_HH
#define CLIENTS_LOAD_TARGET_HH

#include <sys/socket.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "csapp/descriptor.hh"

namespace load {

/// Thread: one.
class Target {
 public:
  /// Looks the name up; blocks while it does. With `sources` > 0 only IPv4
  /// addresses count, and connections come from 127.0.0.1 to 127.0.0.`sources`
  /// in turn; with 0 the kernel picks the address.
  /// Errors: throws std::runtime_error that names host and port.
  Target(const std::string& host, const std::string& port, int sources);

  /// Starts to connect a new non-blocking socket. It becomes writable when it
  /// is connected or has failed; SO_ERROR then tells which. Does not block.
  /// Errors: throws std::system_error (EMFILE, EADDRNOTAVAIL, a refusal that
  /// is known at once, …).
  [[nodiscard]] csapp::Descriptor start_connect();

  /// Which of the name's addresses start_connect() goes to.
  [[nodiscard]] std::size_t address() const { return current_; }

  /// Address number `failed` does not answer: go on with the one after it, if
  /// that was not done yet. False when there is none.
  bool skip_address(std::size_t failed);

 private:
  struct Address {
    sockaddr_storage storage;
    socklen_t length;
  };

  void bind_next_source(int fd);

  std::vector<Address> addresses_;
  std::size_t current_ = 0;
  std::uint32_t sources_;
  std::uint32_t next_source_ = 0;
};

}  // namespace load

#endif
