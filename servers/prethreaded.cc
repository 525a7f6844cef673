// echo-prethreaded: a fixed pool of threads, fed by a bounded queue.
//
// Model:   the main thread accepts and queues clients; each worker takes one
//          and serves it to its end.
// Shared:  `queue` and `sessions`; both lock for themselves.
// Lesson:  threads are created once, and there are never too many of them.
//          More clients than workers wait in the queue; when that is full the
//          main thread waits, and further clients wait in the kernel's backlog:
//          back pressure, and nobody is refused.
// Fails:   as many silent clients as workers keep all others waiting.
// Source:  Bryant and O'Hallaron, CS:APP, 12.5.5 (echoservert_pre.c, sbuf.c).
// See:     thread.cc, epoll.cc
#include <system_error>
#include <thread>
#include <vector>

#include "servers/echo/blocking_session.hh"
#include "servers/echo/connection_queue.hh"
#include "servers/echo/open_sessions.hh"
#include "servers/echo/server.hh"

namespace {

void work(echo::ConnectionQueue& queue, echo::OpenSessions& sessions) {
  while (const csapp::Descriptor client = queue.pop()) {
    const int fd = client.get();
    sessions.enter(fd);
    echo::log_end(fd, echo::echo_session(fd));
    sessions.leave(fd);
  }
}

template <typename Body>
void start(std::vector<std::jthread>& threads, Body body) {
  try {
    threads.emplace_back(body);
  } catch (const std::system_error& error) {
    throw std::system_error(error.code(), "cannot start a thread");
  }
}

/// Asks for a stop on every way out of serve(), before the threads are joined:
/// or it would wait for ever for threads that nobody has told to end.
struct StopAtEnd {
  ~StopAtEnd() { echo::StopRequest::request(); }
};

void serve(echo::Server& server) {
  echo::ConnectionQueue queue(static_cast<size_t>(server.options.queue));
  echo::OpenSessions sessions;
  std::vector<std::jthread> threads;  // joined when this function is left
  const StopAtEnd stop_at_end;
  // Wakes everybody on a stop, the main thread in push() included.
  start(threads, [&] {
    server.stop.wait();
    queue.close();
    sessions.shut_down_all();
  });
  for (int i = 0; i < server.options.workers; ++i) {
    start(threads, [&] { work(queue, sessions); });
  }
  server.announce();
  while (csapp::Descriptor client = server.acceptor.next()) {
    if (!queue.push(std::move(client))) break;
  }
}

}  // namespace

int main(int argc, char** argv) {
  return echo::run_server(
      {"echo-prethreaded", "a fixed pool of threads and a bounded queue",
       echo::Extra::kPool},
      argc, argv, serve);
}
