// SIGINT and SIGTERM stop a server, whatever its clients do; SIGKILL does, too,
// and none of the three leaves anything.
#include <algorithm>
#include <csignal>
#include <optional>
#include <string>
#include <vector>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/slow_reader.hh"

namespace conformance {
namespace {

/// What the server consists of, to be looked for after its end.
struct Remains {
  std::vector<Process> processes;
  std::optional<Socket> listening;
};

Remains what_must_vanish(const Endpoint& server) {
  Remains remains;
  remains.processes = server.observer.children(server.pid);
  remains.listening = listener(server);
  return remains;
}

void require_vanished(const Endpoint& server, const Remains& remains) {
  await(
      server, "no child process after the server's end",
      [&] {
        return std::none_of(
            remains.processes.begin(), remains.processes.end(),
            [&](const Process& child) { return is_alive(server, child); });
      },
      [] { return "some still run"; });
  await(
      server, "a port that is free again",
      [&] {
        const auto now = listener(server);
        return !now || now->inode != remains.listening->inode;
      },
      [] { return "somebody still listens on it"; });
}

/// Sends the signal and requires that the server exits with 0 soon: it has a
/// second; machines that are busy get more.
void stop_and_require_clean_exit(const Endpoint& server, int number) {
  Observer& observer = server.observer;
  const Remains remains = what_must_vanish(server);
  require(remains.listening.has_value(), "a listening socket", "none");
  observer.signal(server.pid, number);
  Endpoint hasty = server;
  hasty.patience /= 2;
  await(
      hasty, "the server to exit",
      [&] { return observer.wait_status().has_value(); },
      [&] { return "it still runs: " + describe_tasks(server); });
  const auto status = observer.wait_status();
  require(status == 0, "exit status 0", describe_status(status));
  require_vanished(server, remains);
}

template <int number>
void stop_without_client(const Endpoint& server) {
  await_blocked(server);
  stop_and_require_clean_exit(server, number);
}

template <int number>
void stop_with_silent_client(const Endpoint& server) {
  Client client(server);
  client.require_echo("now I am silent\n");
  await_blocked(server);
  stop_and_require_clean_exit(server, number);
  require(client.ended_within_patience(), "the connection to be closed",
          "it is open");
}

template <int number>
void stop_with_slow_reader(const Endpoint& server) {
  SlowReader slow(server);
  slow.send_until_stuck();
  stop_and_require_clean_exit(server, number);
}

template <int number>
void stop_while_busy(const Endpoint& server) {
  Client client(server);
  client.require_echo("open\n");
  Client waiting(server);
  waiting.send("perhaps in the backlog\n");
  std::string line(50'001, 'x');
  line.back() = '\n';
  client.send(line);
  stop_and_require_clean_exit(server, number);
}

void killed(const Endpoint& server) {
  Client client(server);
  client.require_echo("now I am silent\n");
  Client waiting(server);
  waiting.send("perhaps in the backlog\n");
  await_blocked(server);
  const Remains remains = what_must_vanish(server);
  server.observer.signal(server.pid, SIGKILL);
  await(server, "the server to end",
        [&] { return server.observer.wait_status().has_value(); });
  require_vanished(server, remains);
  require(client.ended_within_patience(), "the connection to be closed",
          "it is open");
}

constexpr Check kChecks[] = {
    {"sigint", "SIGINT stops a server without clients", to_all,
     stop_without_client<SIGINT>, R"(kill(p, SIGINT))", "status 0"},
    {"sigterm", "SIGTERM stops a server without clients", to_all,
     stop_without_client<SIGTERM>, R"(kill(p, SIGTERM))", "status 0"},
    {"sigint-silent-client", "SIGINT stops a server that waits for a client",
     to_all, stop_with_silent_client<SIGINT>,
     R"(a = c(); a.sendall(b"x\n"); a.recv(9); kill(p, SIGINT); )"
     R"(print(a.recv(9)))",
     "end of file, then status 0"},
    {"sigterm-silent-client", "SIGTERM stops a server that waits for a client",
     to_all, stop_with_silent_client<SIGTERM>,
     R"(a = c(); a.sendall(b"x\n"); a.recv(9); kill(p, SIGTERM); )"
     R"(print(a.recv(9)))",
     "end of file, then status 0"},
    {"sigint-slow-reader", "SIGINT stops a server that cannot write", to_all,
     stop_with_slow_reader<SIGINT>,
     R"(a = c(); flood(a, 9999); sleep(1); kill(p, SIGINT); sleep(1))",
     "status 0"},
    {"sigterm-slow-reader", "SIGTERM stops a server that cannot write", to_all,
     stop_with_slow_reader<SIGTERM>,
     R"(a = c(); flood(a, 9999); sleep(1); kill(p, SIGTERM); sleep(1))",
     "status 0"},
    {"sigint-while-busy", "SIGINT stops a server that is serving", to_all,
     stop_while_busy<SIGINT>,
     R"(a = c(); b = c(); a.sendall(b"x" * 50000 + b"\n"); )"
     R"(kill(p, SIGINT); sleep(1))",
     "status 0"},
    {"sigterm-while-busy", "SIGTERM stops a server that is serving", to_all,
     stop_while_busy<SIGTERM>,
     R"(a = c(); b = c(); a.sendall(b"x" * 50000 + b"\n"); )"
     R"(kill(p, SIGTERM); sleep(1))",
     "status 0"},
    {"sigkill", "a killed server leaves no process and no port", to_all, killed,
     R"(a = c(); a.sendall(b"x\n"); a.recv(9); kill(p, SIGKILL); )"
     R"(sleep(1); print(a.recv(9)))",
     "end of file, then status 137"},
};

}  // namespace

std::span<const Check> stop_checks() { return kChecks; }

}  // namespace conformance
