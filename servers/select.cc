// echo-select: one thread that watches all clients with select(2).
//
// Model:   one process, one thread, an event loop; descriptors do not block.
// Shared:  nothing: the loop is the only one to touch a connection.
// Lesson:  the program asks which descriptors are ready, does a small step for
//          each, and keeps what is left of the step with the connection. Output
//          that a slow client does not take waits there, never in a write.
// Fails:   fd_set is a bit map of FD_SETSIZE (1024) bits: a descriptor beyond
// it
//          would overwrite the stack. Such a client is refused, cleanly.
// Source:  Bryant and O'Hallaron, CS:APP, 12.2.1 (echoservers.c); select(2).
// See:     epoll.cc, the same loop without the limit.
#include <sys/select.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "servers/echo/connection.hh"
#include "servers/echo/server.hh"

namespace {

class SelectLoop {
 public:
  explicit SelectLoop(echo::Server& server)
      : server_(server),
        max_clients_(static_cast<size_t>(server.options.max_clients)) {
    if (std::max(server.stop.fd(), server.acceptor.fd()) >= FD_SETSIZE) {
      throw std::runtime_error("started with too many open descriptors");
    }
  }

  void run() {
    while (!server_.stop.requested()) {
      wait();
      advance_clients();
      const int listener = server_.acceptor.poll_fd();
      // Short of a resource there is none to wait for: is there one now?
      if (listener < 0 || FD_ISSET(listener, &readable_)) accept_clients();
    }
  }

 private:
  /// Blocks until a descriptor is ready; leaves the ready ones in the sets.
  void wait() {
    FD_ZERO(&readable_);
    FD_ZERO(&writable_);
    int last = -1;
    const auto watch = [&last](int fd, fd_set& set) {
      if (fd < 0) return;
      FD_SET(fd, &set);
      last = std::max(last, fd);
    };
    watch(server_.stop.fd(), readable_);
    watch(server_.acceptor.poll_fd(), readable_);
    for (const auto& [fd, client] : clients_) {
      watch(fd, client.wants_write() ? writable_ : readable_);
    }
    const int timeout_ms = server_.acceptor.poll_timeout_ms();
    timeval timeout{.tv_sec = 0, .tv_usec = timeout_ms * 1000};
    if (::select(last + 1, &readable_, &writable_, nullptr,
                 timeout_ms < 0 ? nullptr : &timeout) < 0) {
      if (errno != EINTR) csapp::throw_errno("select");
      FD_ZERO(&readable_);  // a signal: nothing is known to be ready
      FD_ZERO(&writable_);
    }
  }

  void advance_clients() {
    for (auto entry = clients_.begin(); entry != clients_.end();) {
      auto& [fd, client] = *entry;
      std::optional<echo::SessionEnd> end;
      if (FD_ISSET(fd, &readable_) || FD_ISSET(fd, &writable_)) {
        end = client.advance(buffer_);
      }
      if (end) echo::log_end(fd, *end);
      entry = end ? clients_.erase(entry) : std::next(entry);
    }
  }

  void accept_clients() {
    while (csapp::Descriptor client = server_.acceptor.try_next()) {
      const int fd = client.get();
      if (fd >= FD_SETSIZE ||
          (max_clients_ > 0 && clients_.size() >= max_clients_)) {
        echo::refuse(std::move(client));
      } else {
        clients_.try_emplace(fd, std::move(client));
      }
    }
  }

  echo::Server& server_;
  const size_t max_clients_;
  std::map<int, echo::Connection> clients_;
  fd_set readable_;
  fd_set writable_;
  std::array<char, 65536> buffer_;
};

void serve(echo::Server& server) {
  SelectLoop loop(server);
  server.announce();
  loop.run();
}

}  // namespace

int main(int argc, char** argv) {
  return echo::run_server(
      {"echo-select", "one thread, select(2)", echo::Extra::kMaxClients}, argc,
      argv, serve);
}
