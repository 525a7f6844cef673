// echo-epoll: one thread that watches all clients with epoll(7).
//
// Model:   one process, one thread, an event loop; descriptors do not block.
// Shared:  nothing: the loop is the only one to touch a connection.
// Lesson:  the kernel keeps the set of descriptors; a call costs as much as
//          there is to do, not as much as there are clients. Level-triggered: a
//          descriptor is reported as long as it is ready, so one read a turn is
//          enough and no client can starve the others. Edge-triggered it would
//          be reported once: what a read leaves there must be remembered, or
//          nobody comes back to it.
// Fails:   out of descriptors: one warning, and clients wait for their turn.
// Source:  epoll(7); Kegel, "The C10K problem".
// See:     select.cc, the same loop with a set of 1024 bits.
#include <sys/epoll.h>

#include <array>
#include <unordered_map>

#include "servers/echo/connection.hh"
#include "servers/echo/server.hh"

namespace {

class EpollLoop {
 public:
  explicit EpollLoop(echo::Server& server)
      : server_(server),
        max_clients_(static_cast<size_t>(server.options.max_clients)),
        epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    if (!epoll_) csapp::throw_errno("epoll_create1");
    control(EPOLL_CTL_ADD, server_.stop.fd(), EPOLLIN);
    control(EPOLL_CTL_ADD, server_.acceptor.fd(), EPOLLIN);
  }

  void run() {
    std::array<epoll_event, 256> events;
    while (!server_.stop.requested()) {
      const int n = ::epoll_wait(epoll_.get(), events.data(), events.size(),
                                 server_.acceptor.poll_timeout_ms());
      if (n < 0 && errno != EINTR) csapp::throw_errno("epoll_wait");
      bool accept = !listens_;  // short of a resource: is there one now?
      for (int i = 0; i < n; ++i) {
        const int fd = events[static_cast<size_t>(i)].data.fd;
        if (fd == server_.acceptor.fd()) accept = true;
        advance(fd);
      }
      if (accept) accept_clients();
    }
  }

 private:
  bool try_control(int operation, int fd, uint32_t interest) {
    epoll_event event{.events = interest, .data = {.fd = fd}};
    return ::epoll_ctl(epoll_.get(), operation, fd, &event) == 0;
  }

  void control(int operation, int fd, uint32_t interest) {
    if (!try_control(operation, fd, interest)) csapp::throw_errno("epoll_ctl");
  }

  void advance(int fd) {
    const auto found = clients_.find(fd);
    if (found == clients_.end()) return;  // the stop or the listening socket
    echo::Connection& client = found->second;
    const bool wanted_write = client.wants_write();
    if (const auto end = client.advance(buffer_)) {
      echo::log_end(fd, *end);
      clients_.erase(found);  // closes it, which takes it out of epoll's set
    } else if (client.wants_write() != wanted_write) {
      control(EPOLL_CTL_MOD, fd, wanted_write ? EPOLLIN : EPOLLOUT);
    }
  }

  void accept_clients() {
    while (csapp::Descriptor client = server_.acceptor.try_next()) {
      const int fd = client.get();
      if (max_clients_ > 0 && clients_.size() >= max_clients_) {
        echo::refuse(std::move(client));
        continue;
      }
      if (!try_control(EPOLL_CTL_ADD, fd, EPOLLIN)) {
        // The system's limit of watched descriptors: no reason to end.
        server_.acceptor.put_back(std::move(client), "epoll_ctl", errno);
        break;
      }
      clients_.try_emplace(fd, std::move(client));
    }
    // A socket that is ready, but cannot be accepted from, would keep us awake.
    const bool listens = server_.acceptor.poll_fd() >= 0;
    if (listens != listens_) {
      const uint32_t interest = listens ? EPOLLIN : 0U;
      control(EPOLL_CTL_MOD, server_.acceptor.fd(), interest);
    }
    listens_ = listens;
  }

  echo::Server& server_;
  const size_t max_clients_;
  csapp::Descriptor epoll_;
  bool listens_ = true;
  std::unordered_map<int, echo::Connection> clients_;
  std::array<char, 65536> buffer_;
};

void serve(echo::Server& server) {
  EpollLoop loop(server);
  server.announce();
  loop.run();
}

}  // namespace

int main(int argc, char** argv) {
  return echo::run_server(
      {"echo-epoll", "one thread, epoll(7)", echo::Extra::kMaxClients}, argc,
      argv, serve);
}
