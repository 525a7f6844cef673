// Connection: one client of a load, without blocking.
//
// It connects, sends messages, takes the replies and compares them; at the end
// it closes its half and waits for the server to close the other.
// Sending and receiving overlap: a server stops reading while nobody takes its
// echo, so that a client which first sends all of a large message and then
// starts to read would wait for ever.
#ifndef CLIENTS_LOAD_CONNECTION_HH
#define CLIENTS_LOAD_CONNECTION_HH

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "csapp/descriptor.hh"

namespace load {

/// What became of a connection that was ready.
enum class Outcome {
  kWouldBlock,     // wait until it is ready again; some may have come back
  kConnected,      // send() or finish() next
  kReplied,        // all that was sent came back; send() or finish() next
  kEnded,          // after finish(): the server has closed its half, too
  kConnectFailed,  // error() says why
  kLost,           // closed or reset by the server in mid-session
  kWrongBytes,     // what came back is not what was sent: see confirmed()
};

/// Thread: one.
class Connection {
 public:
  /// Owns `connecting`, a non-blocking socket that is being connected.
  explicit Connection(csapp::Descriptor connecting);

  [[nodiscard]] int fd() const { return fd_.get(); }

  /// Whether to wait for room to write; input is always of interest.
  [[nodiscard]] bool wants_write() const;

  /// Takes a message to be sent by the next flush(), after those before it. It
  /// must live until its reply is there. Where it follows the one before in
  /// memory, both go in one call.
  /// REQUIRES: connected, and not finish()ed; of all messages that are not
  /// back yet only one, at most, does not follow the one before in memory.
  void queue(std::string_view message);

  /// Sends what is queued, as far as the socket takes it now. A failure shows
  /// at the next advance().
  void flush();

  /// Both at once.
  void send(std::string_view message) {
    queue(message);
    flush();
  }

  /// Closes the sending half; advance() tells when the server has closed its
  /// own. REQUIRES: connected, and all that was sent came back.
  void finish();

  /// Does what can be done now; call it when the descriptor is ready, in the
  /// level-triggered sense. `scratch` is for its use during the call.
  [[nodiscard]] Outcome advance(std::span<char> scratch);

  /// How many bytes have come back intact so far.
  [[nodiscard]] std::uint64_t confirmed() const { return confirmed_; }

  /// The errno of kConnectFailed.
  [[nodiscard]] int error() const { return error_; }

 private:
  enum class State { kConnecting, kExchanging, kFinishing };

  Outcome complete_connect();
  Outcome exchange(std::span<char> scratch);
  Outcome await_end(std::span<char> scratch);
  bool confirm(std::string_view bytes);
  [[nodiscard]] std::string_view unsent() const;

  csapp::Descriptor fd_;
  State state_ = State::kConnecting;
  int error_ = 0;
  std::string_view front_;  // what is not back yet
  std::string_view back_;   // the rest of it, somewhere else in memory
  std::size_t sent_ = 0;    // bytes of front_ and back_
  std::uint64_t confirmed_ = 0;
};

}  // namespace load

#endif
