// echo-iterative: one client at a time.
//
// Model:   one process, one thread; a client is served to its end before the
//          next one is accepted.
// Shared:  nothing.
// Lesson:  a second client's connect and write return at once, because the
//          kernel completes connections and keeps bytes by itself; only its
//          read waits, until the first client has left.
// Fails:   one client that says nothing keeps all others waiting for ever.
// Source:  Bryant and O'Hallaron, CS:APP, 11.4.9 (echoserveri.c).
// See:     fork.cc, thread.cc and select.cc: three ways out.
#include "servers/echo/blocking_session.hh"
#include "servers/echo/server.hh"

namespace {

void serve(echo::Server& server) {
  server.announce();
  while (const csapp::Descriptor client = server.acceptor.next()) {
    // Blocked in read(2) on this client, we can notice a stop in no other way.
    const echo::ShutdownOnStop interruptible(client.get());
    echo::log_end(client.get(), echo::echo_session(client.get()));
  }
}

}  // namespace

int main(int argc, char** argv) {
  return echo::run_server({"echo-iterative", "one client at a time"}, argc,
                          argv, serve);
}
