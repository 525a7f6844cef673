// echo-thread: a thread for each client.
//
// Model:   the main thread accepts; a detached thread serves one client.
// Shared:  all memory and all descriptors. A connection is closed once, by the
//          thread that serves it. `sessions` is shared and locks for itself.
// Lesson:  the descriptor goes to the thread by value. Handing over the address
//          of a loop variable is the classic race: the loop overwrites it with
//          the next client before the thread has read it.
// Fails:   no more threads: one warning, and clients wait for their turn. A
//          crash in one session takes all sessions along.
// Source:  Bryant and O'Hallaron, CS:APP, 12.3.8 (echoservert.c).
// See:     prethreaded.cc, where threads are created once.
#include <system_error>
#include <thread>

#include "servers/echo/blocking_session.hh"
#include "servers/echo/open_sessions.hh"
#include "servers/echo/server.hh"

namespace {

void serve_client(echo::OpenSessions& sessions, int fd) {
  const csapp::Descriptor client(fd);  // ours from here on
  const echo::SessionEnd end = echo::echo_session(fd);
  echo::log_end(fd, end);
  sessions.leave(fd);
}

/// Threads that run on use `sessions`: it must not end before them.
struct Ending {
  echo::OpenSessions& sessions;
  ~Ending() {
    sessions.shut_down_all();
    sessions.wait_until_empty();
  }
};

void serve(echo::Server& server) {
  echo::OpenSessions sessions;
  const Ending ending{sessions};
  server.announce();
  while (csapp::Descriptor client = server.acceptor.next()) {
    sessions.enter(client.get());
    try {
      // Detached: nobody joins it, so its stack is freed when it ends.
      std::thread(serve_client, std::ref(sessions), client.get()).detach();
      [[maybe_unused]] const int handed_over = client.release();
    } catch (const std::system_error& error) {
      sessions.leave(client.get());
      server.acceptor.put_back(std::move(client), "thread",
                               error.code().value());
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  return echo::run_server({"echo-thread", "a thread for each client"}, argc,
                          argv, serve);
}
