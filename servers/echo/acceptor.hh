// Acceptor: the next client, whatever goes wrong on the way to it.
//
// accept(2) fails for reasons that are no reason to stop: a client that left
// while it waited, an interrupted call, a process out of descriptors. Here they
// are told apart once. Short of a resource, the acceptor warns once, leaves
// clients in the kernel's backlog and tries again a little later: a loop that
// polls a listening socket it cannot accept from would burn a whole core.
//
// Source: accept(2), "Error handling"; libev's manual on EMFILE.
#ifndef SERVERS_ECHO_ACCEPTOR_HH
#define SERVERS_ECHO_ACCEPTOR_HH

#include <csignal>
#include <cstdint>

#include "csapp/descriptor.hh"
#include "servers/echo/stop_request.hh"

namespace echo {

/// Thread: one thread calls it (the one that accepts).
class Acceptor {
 public:
  /// `listener` is non-blocking. Borrows `stop`, which must outlive it.
  Acceptor(csapp::Descriptor listener, const StopRequest& stop);

  /// Blocks until there is a client; empty means stop. The connection is
  /// blocking and close-on-exec. Errors: logged; a fatal one is a stop.
  /// From now on the listening socket blocks: never call try_next() then. A
  /// stop shuts it down, so nobody may hold a ShutdownOnStop meanwhile.
  [[nodiscard]] csapp::Descriptor next();

  /// The same, but waits with the signal mask `mask` at every call: a signal
  /// blocked elsewhere is handled inside this wait and nowhere else.
  [[nodiscard]] csapp::Descriptor next(const sigset_t& mask);

  /// For event loops: a client that waits now, or empty. Never blocks.
  [[nodiscard]] csapp::Descriptor try_next();

  /// What an event loop polls for readability: the listening socket, or -1
  /// while short of a resource.
  [[nodiscard]] int poll_fd() const { return short_ ? -1 : listener_.get(); }

  /// How long an event loop may wait before it calls try_next() again, in
  /// milliseconds; -1: until poll_fd() is readable.
  [[nodiscard]] int poll_timeout_ms() const { return short_ ? kRetryMs : -1; }

  /// There was no process or thread for `client`: next() returns it again when
  /// another try is due. Warns once, as `what` and the text of `error`.
  void put_back(csapp::Descriptor client, const char* what, int error);

  [[nodiscard]] int fd() const { return listener_.get(); }
  [[nodiscard]] std::uint64_t accepted() const { return accepted_; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  static constexpr int kRetryMs = 100;

  csapp::Descriptor accept();
  csapp::Descriptor wait_then_accept(const sigset_t* mask);
  [[nodiscard]] bool is_client_waiting() const;
  void on_accept_error(int error);
  void run_short(const char* what, int error);

  csapp::Descriptor listener_;
  const StopRequest& stop_;
  csapp::Descriptor put_back_;
  std::uint64_t accepted_ = 0;
  bool short_ = false;   // of a resource: wait before the next try
  bool warned_ = false;  // until the backlog was seen empty again
  bool failed_ = false;
  bool non_blocking_ = true;  // the listening socket is
};

/// Closes a client that cannot be served, so that it reads end of file rather
/// than a reset. Does not block.
void refuse(csapp::Descriptor client);

}  // namespace echo

#endif
