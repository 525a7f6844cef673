// Client: one connection to the server under check.
//
// Its socket does not block; every operation waits with poll(2) and gives up
// when the endpoint's patience ends. What the server does wrong is thrown as
// Unmet; an error of our own (no descriptors left) as std::system_error.
#ifndef LABS_CONFORMANCE_CLIENT_HH
#define LABS_CONFORMANCE_CLIENT_HH

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "csapp/descriptor.hh"
#include "labs/conformance/endpoint.hh"

namespace conformance {

/// Thread: one at a time.
class Client {
 public:
  /// Connects to `server`, which it borrows. `receive_buffer` bytes for
  /// SO_RCVBUF; 0: the system's default.
  explicit Client(const Endpoint& server, int receive_buffer = 0);
  explicit Client(Endpoint&& server, int receive_buffer = 0) = delete;

  /// Sends all of `bytes`.
  void send(std::string_view bytes);

  /// Sends what the socket takes now; 0: nothing, it is full.
  std::size_t send_some(std::string_view bytes);

  /// Waits for `size` bytes; fewer at end of file.
  [[nodiscard]] std::string receive(std::size_t size);

  /// Waits for end of file; returns everything before it.
  [[nodiscard]] std::string receive_to_end();

  /// Sends `bytes` and requires that they come back, reading while it sends.
  void require_echo(std::string_view bytes);

  /// Requires that the server closes the connection and sends nothing more.
  void require_end_of_file();

  /// Whether bytes or end of file are there to be received now.
  [[nodiscard]] bool has_input() const;

  /// Waits until the server has ended the connection, in order or by a reset.
  [[nodiscard]] bool ended_within_patience();

  void finish_sending();  // half-close: the server reads end of file
  void reset();           // closes with RST, like a crashed client
  void close() { socket_.reset(); }

  /// Our port, by which the kernel's tables tell connections apart.
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  [[nodiscard]] bool something_arrives() const;
  void wait_for(short events, const char* what) const;
  std::string receive_some(std::size_t limit, bool& ended);

  csapp::Descriptor socket_;
  std::uint16_t port_ = 0;
  const Endpoint* server_;  // borrowed
};

}  // namespace conformance

#endif
