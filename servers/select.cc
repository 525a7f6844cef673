// echo-select: one thread that watches all clients with select(2).
//
// Model:   one process, one thread, an event loop; descriptors do not block.
// Shared:  nothing: the loop is the only one to touch a connection.
// Lesson:  the program asks which descriptors are ready, does a small step for
//          each, and keeps what is left of the step with the connection. Output
//          that a slow client does not take waits there, never in a write.
// Fails:   fd_set is a bit map of FD_SETSIZE (1024) bits: a descriptor beyond
//          it would overwrite the stack. Such a client is refused, cleanly.
// Source:  Bryant and O'Hallaron, CS:APP, 12.2.1 (echoservers.c); select(2).
// See:     epoll.cc, the same loop without the limit.
#include <sys/select.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "servers/echo/connection.hh"
#include "servers/echo/server.hh"

namespace {

class SelectLoop {
 public:
  explicit SelectLoop(echo::Server& server)
      : server_(server),
        last_(std::max(server.stop.fd(), server.acceptor.fd())) {
    if (last_ >= FD_SETSIZE) {
      throw std::runtime_error("started with too many open descriptors");
    }
    FD_SET(server_.stop.fd(), &to_read_);
    FD_SET(server_.acceptor.fd(), &to_read_);
  }

  void run() {
    while (!server_.stop.requested()) {
      advance_clients(wait());
      // Short of a resource there is none to wait for: is there one now?
      const int listener = server_.acceptor.poll_fd();
      if (listener < 0 || FD_ISSET(listener, &readable_)) accept_clients();
    }
  }

 private:
  /// Blocks until a descriptor is ready. Returns how many are.
  int wait() {
    readable_ = to_read_;  // select(2) leaves in a set only what is ready
    writable_ = to_write_;
    const int timeout_ms = server_.acceptor.poll_timeout_ms();
    timeval timeout{.tv_sec = 0, .tv_usec = timeout_ms * 1000};
    const int count = ::select(last_ + 1, &readable_, &writable_, nullptr,
                               timeout_ms < 0 ? nullptr : &timeout);
    if (count < 0 && errno != EINTR) csapp::throw_errno("select");
    if (count < 0) FD_ZERO(&readable_);  // a signal: no client is known to wait
    return std::max(count, 0);
  }

  void advance_clients(int left) {
    for (int fd = 0; left > 0 && fd <= last_; ++fd) {
      if (!FD_ISSET(fd, &readable_) && !FD_ISSET(fd, &writable_)) continue;
      --left;
      if (auto& client = clients_[static_cast<size_t>(fd)]) advance(client, fd);
    }
  }

  void advance(std::optional<echo::Connection>& client, int fd) {
    const auto end = client->advance(buffer_);
    FD_CLR(fd, &to_read_);
    FD_CLR(fd, &to_write_);
    if (!end) {
      FD_SET(fd, client->wants_write() ? &to_write_ : &to_read_);
      return;
    }
    echo::log_end(fd, *end);
    client.reset();
    --client_count_;
  }

  void accept_clients() {
    const int most = server_.options.max_clients;
    while (csapp::Descriptor client = server_.acceptor.try_next()) {
      const int fd = client.get();
      if (fd >= FD_SETSIZE || (most > 0 && client_count_ >= most)) {
        echo::refuse(std::move(client));
        continue;
      }
      clients_[static_cast<size_t>(fd)].emplace(std::move(client));
      ++client_count_;
      last_ = std::max(last_, fd);
      FD_SET(fd, &to_read_);
    }
    // A socket that is ready, but cannot be accepted from, would keep us awake.
    FD_CLR(server_.acceptor.fd(), &to_read_);
    const int listener = server_.acceptor.poll_fd();
    if (listener >= 0) FD_SET(listener, &to_read_);
  }

  echo::Server& server_;
  int last_;  // the highest descriptor so far
  int client_count_ = 0;
  fd_set to_read_{}, to_write_{};   // what to wait for
  fd_set readable_{}, writable_{};  // what is ready
  std::array<std::optional<echo::Connection>, FD_SETSIZE> clients_;  // by fd
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
