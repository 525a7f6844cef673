// Connection: one client of a load, without blocking.
//
// It connects, sends a message, takes the reply and compares it, and so on;
// at the end it closes its half and waits for the server to close the other.
// Sending and receiving overlap: a server stops reading while nobody takes its
// echo, so that a client which first sends all of a large message and then
// starts to read would wait for ever.
#ifndef CLIENTS_LOAD_CONNECTION_HH
#define CLIENTS_LOAD_CONNECTION_HH

#include <cstddef>
#include <span>
#include <string_view>

#include "csapp/descriptor.hh"

namespace load {

/// What became of a connection that was ready.
enum class Outcome {
  kWouldBlock,     // nothing yet: wait until it is ready again
  kConnected,      // send() or finish() next
  kReplied,        // the whole message came back; send() or finish() next
  kEnded,          // after finish(): the server has closed its half, too
  kConnectFailed,  // error() says why
  kLost,           // closed or reset by the server in mid-session
  kWrongBytes,     // what came back is not what was sent
};

/// Thread: one.
class Connection {
 public:
  /// Owns `connecting`, a non-blocking socket that is being connected.
  explicit Connection(csapp::Descriptor connecting);

  [[nodiscard]] int fd() const { return fd_.get(); }

  /// Whether to wait for room to write; input is always of interest.
  [[nodiscard]] bool wants_write() const;

  /// Sends `message`, which must live until its reply is there, as far as the
  /// socket takes it now. A failure shows at the next advance().
  /// REQUIRES: the last outcome was kConnected or kReplied.
  void send(std::string_view message);

  /// Closes the sending half; advance() tells when the server has closed its
  /// own. REQUIRES: as for send().
  void finish();

  /// Does what can be done now; call it when the descriptor is ready, in the
  /// level-triggered sense. `scratch` is for its use during the call.
  [[nodiscard]] Outcome advance(std::span<char> scratch);

  /// The errno of kConnectFailed.
  [[nodiscard]] int error() const { return error_; }

 private:
  enum class State { kConnecting, kExchanging, kFinishing };

  Outcome complete_connect();
  Outcome exchange(std::span<char> scratch);
  Outcome await_end(std::span<char> scratch);
  bool accept_reply(std::string_view bytes);
  void write_rest();

  csapp::Descriptor fd_;
  State state_ = State::kConnecting;
  std::string_view message_;
  std::size_t sent_ = 0;
  std::size_t received_ = 0;
  int error_ = 0;
};

}  // namespace load

#endif
