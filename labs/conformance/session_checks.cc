// How connections end, and that the next client is served all the same.
#include <algorithm>
#include <string>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/stopped.hh"

namespace conformance {
namespace {

void require_still_serving(const Endpoint& server) {
  Client(server).require_echo("the next client\n");
}

Socket require_server_end(const Endpoint& server, const Client& client) {
  const auto end = server_end(server, client);
  require(end.has_value(), "an open connection", "the server has closed it");
  return *end;
}

/// Waits until nobody in the server has that socket open: whatever happened to
/// the connection has then been seen to.
void await_closed(const Endpoint& server, const Socket& socket) {
  await_alive(
      server, "the server to close the connection",
      [&] {
        const auto pids = family(server);
        return std::none_of(pids.begin(), pids.end(), [&](pid_t pid) {
          return descriptor_of(server, pid, socket) >= 0;
        });
      },
      [] { return "its descriptor is still open"; });
}

void empty_session(const Endpoint& server) {
  Client client(server);
  client.finish_sending();
  client.require_end_of_file();
  require_still_serving(server);
}

void half_close(const Endpoint& server) {
  std::string lines;
  for (int i = 0; i < 300; ++i) lines += "line " + std::to_string(i) + "\n";
  Client client(server);
  client.require_echo("open\n");
  {
    const Stopped stopped(server);
    client.send(lines);
    client.finish_sending();
  }
  require_same_bytes(lines, client.receive_to_end());
}

void client_reset(const Endpoint& server) {
  Client client(server);
  client.require_echo("open\n");
  const Socket socket = require_server_end(server, client);
  client.reset();
  await_closed(server, socket);
  require_still_serving(server);
}

/// A reset after end of file makes the server's write fail with EPIPE, not
/// ECONNRESET: and raises SIGPIPE, which kills by default.
void broken_pipe(const Endpoint& server) {
  Client client(server);
  client.require_echo("open\n");
  const Socket socket = require_server_end(server, client);
  {
    const Stopped stopped(server);
    client.send("nobody reads the echo of this\n");
    client.finish_sending();
    client.reset();
    await(server, "the reset to arrive",
          [&] { return !server_end(server, client); });
  }
  await_closed(server, socket);
  require_still_serving(server);
}

void aborted_connection(const Endpoint& server) {
  {
    const Stopped stopped(server);
    Client client(server);
    client.reset();
  }
  await_blocked(server);
  require_still_serving(server);
}

constexpr Check kChecks[] = {
    {"empty-session", "a client that says nothing and leaves reads end of file",
     to_all, empty_session,
     R"(a = c(); a.shutdown(1); print(a.recv(1)); )"
     R"(b = c(); b.sendall(b"next\n"); print(b.recv(9)))",
     "nothing for the first client, then next"},
    {"half-close",
     "what was sent before a half-close comes back, then end of file", to_all,
     half_close,
     R"(a = c(); kill(p, SIGSTOP); a.sendall(b"last\n" * 300); )"
     R"(a.shutdown(1); kill(p, SIGCONT); )"
     R"(print(len(a.makefile("rb").read())))",
     "1500"},
    {"client-reset", "a client's reset ends its own session only", to_all,
     client_reset,
     R"(a = c(); a.sendall(b"x\n"); a.recv(9); )"
     R"(a.setsockopt(1, 13, b"\1\0\0\0\0\0\0\0"); a.close(); )"
     R"(b = c(); b.sendall(b"next\n"); print(b.recv(9)))",
     "next"},
    {"broken-pipe", "writing to a client that has gone ends its session only",
     to_all, broken_pipe,
     R"(a = c(); a.sendall(b"x\n"); a.recv(9); kill(p, SIGSTOP); )"
     R"(a.sendall(b"y\n"); a.shutdown(1); )"
     R"(a.setsockopt(1, 13, b"\1\0\0\0\0\0\0\0"); a.close(); )"
     R"(kill(p, SIGCONT); )"
     R"(b = c(); b.sendall(b"next\n"); print(b.recv(9)))",
     "next"},
    {"aborted-connection",
     "a client that leaves before it is accepted does no harm", to_all,
     aborted_connection,
     R"(kill(p, SIGSTOP); a = c(); )"
     R"(a.setsockopt(1, 13, b"\1\0\0\0\0\0\0\0"); a.close(); )"
     R"(kill(p, SIGCONT); )"
     R"(b = c(); b.sendall(b"next\n"); print(b.recv(9)))",
     "next"},
};

}  // namespace

std::span<const Check> session_checks() { return kChecks; }

}  // namespace conformance
