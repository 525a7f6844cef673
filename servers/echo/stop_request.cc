#include "servers/echo/stop_request.hh"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cassert>
#include <cerrno>
#include <cstdint>

#include "csapp/process.h"
#include "csapp/signal.h"

namespace echo {
namespace {

// What the handler may touch: lock-free atomics, nothing else. Sequentially
// consistent throughout: the handler's "set requested, then read blocking_fd"
// must not pass ShutdownOnStop's "set blocking_fd, then read requested".
std::atomic<int> g_stop_fd{-1};
std::atomic<int> g_blocking_fd{-1};
std::atomic<bool> g_requested{false};
std::atomic<pid_t> g_owner{-1};
static_assert(std::atomic<int>::is_always_lock_free,
              "a handler must not wait for a lock");

void shut_down_blocking_fd() {
  const int fd = g_blocking_fd.load();
  if (fd >= 0) ::shutdown(fd, SHUT_RDWR);
}

void on_stop_signal(int number) {
  // A child that was forked to serve a client: it alone is to end.
  if (::getpid() != g_owner.load()) ::_exit(128 + number);
  const int saved_errno = errno;  // of the code that it interrupts
  StopRequest::request();
  errno = saved_errno;
}

/// Not Signal(), whose SA_RESTART would have a blocked accept(2) go on:
/// ThreadSanitizer runs our handler only when that has returned.
void handle(int signal) {
  struct sigaction action {};
  action.sa_handler = on_stop_signal;
  Sigemptyset(&action.sa_mask);
  if (::sigaction(signal, &action, nullptr) < 0) {
    csapp::throw_errno("sigaction");
  }
}

}  // namespace

StopRequest::StopRequest() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!fd_) csapp::throw_errno("eventfd");
  g_requested = false;
  g_stop_fd = fd_.get();
  g_owner = ::getpid();
  handle(SIGINT);
  handle(SIGTERM);
  // Whoever started us may have had them blocked, which exec keeps.
  sigset_t stops;
  Sigemptyset(&stops);
  Sigaddset(&stops, SIGINT);
  Sigaddset(&stops, SIGTERM);
  Sigprocmask(SIG_UNBLOCK, &stops, nullptr);
}

StopRequest::~StopRequest() {
  // The stop that was asked for is nearly done: asked for again, it must not
  // end with the status of a killed process.
  Signal(SIGINT, SIG_IGN);
  Signal(SIGTERM, SIG_IGN);
  g_stop_fd = -1;
}

bool StopRequest::requested() { return g_requested; }

void StopRequest::wait() const {
  pollfd stop{.fd = fd(), .events = POLLIN, .revents = 0};
  while (::poll(&stop, 1, -1) <= 0) {
  }
}

void StopRequest::request() {
  g_requested = true;
  const std::uint64_t one = 1;
  // It fails only when the counter is full: then it is readable already.
  [[maybe_unused]] const auto n = ::write(g_stop_fd.load(), &one, sizeof one);
  shut_down_blocking_fd();
}

ShutdownOnStop::ShutdownOnStop(int fd) {
  [[maybe_unused]] const int before = g_blocking_fd.exchange(fd);
  assert(before < 0 && "one at a time");
  // A signal that came just before found no descriptor to shut down.
  if (StopRequest::requested()) shut_down_blocking_fd();
}

ShutdownOnStop::~ShutdownOnStop() { g_blocking_fd = -1; }

}  // namespace echo
