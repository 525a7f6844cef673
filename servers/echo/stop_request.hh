// StopRequest: SIGINT and SIGTERM as a descriptor that becomes readable.
//
// A loop that blocks polls it beside its other descriptors; nothing has to be
// done between "was a stop asked for?" and "block", where a signal would be
// missed. The descriptor is never read, so every thread sees the stop. A thread
// that blocks on a socket, in accept(2) or read(2), is woken by shutting that
// socket down (ShutdownOnStop).
//
// Source: the self-pipe trick, D. J. Bernstein; here an eventfd(2).
#ifndef SERVERS_ECHO_STOP_REQUEST_HH
#define SERVERS_ECHO_STOP_REQUEST_HH

#include "csapp/descriptor.hh"

namespace echo {

/// One at a time in a process: it owns the actions of SIGINT and SIGTERM. In a
/// child forked meanwhile they simply end that child.
class StopRequest {
 public:
  /// Installs the handlers. Throws std::system_error.
  StopRequest();
  /// Both signals are ignored from now on: the process is about to exit.
  ~StopRequest();
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;

  /// Readable from the first stop on, for ever. Borrowed. Thread: any.
  [[nodiscard]] int fd() const { return fd_.get(); }

  /// Whether there was one. Costs no system call. Thread: any.
  [[nodiscard]] static bool requested();

  /// Blocks until a stop is requested. Thread: any.
  void wait() const;

  /// Requests a stop, as a signal would. Async-signal-safe. Thread: any.
  static void request();

 private:
  csapp::Descriptor fd_;
};

/// While it lives, a stop also shuts the socket `fd` down, so that a read,
/// write or accept that is blocked on it returns. One at a time in a process:
/// for the thread that has nobody else to do that. `fd` is borrowed and must
/// outlive it.
class ShutdownOnStop {
 public:
  explicit ShutdownOnStop(int fd);
  ~ShutdownOnStop();
  ShutdownOnStop(const ShutdownOnStop&) = delete;
  ShutdownOnStop& operator=(const ShutdownOnStop&) = delete;
};

}  // namespace echo

#endif
