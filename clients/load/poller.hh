// Poller: epoll for connections that are identified by a pointer.
//
// Level-triggered: what was not read is told again, and a message costs no
// epoll_ctl. Waits are timed in nanoseconds, because the plan of an open loop
// is. Source: epoll_pwait2(2), since Linux 5.11.
#ifndef CLIENTS_LOAD_POLLER_HH
#define CLIENTS_LOAD_POLLER_HH

#include <sys/epoll.h>

#include <array>
#include <chrono>
#include <span>

#include "csapp/descriptor.hh"

namespace load {

/// Thread: one.
class Poller {
 public:
  /// Errors: throws std::system_error.
  Poller();

  /// Starts to watch `fd` for input, and for room to write if asked to. It is
  /// forgotten when it is closed. Errors: throws std::system_error.
  void add(int fd, void* owner, bool wants_write);

  /// Changes what is asked of it. Errors: throws std::system_error.
  void change(int fd, void* owner, bool wants_write);

  /// Blocks until something is ready, at most `timeout`. The ready ones, whose
  /// owners are in data.ptr; none after the timeout or a signal. Valid until
  /// the next call. Errors: throws std::system_error.
  std::span<const epoll_event> wait(std::chrono::nanoseconds timeout);

 private:
  void control(int operation, int fd, void* owner, bool wants_write);

  static constexpr int kMostAtOnce = 256;

  csapp::Descriptor epoll_;
  std::array<epoll_event, kMostAtOnce> events_;
};

}  // namespace load

#endif
