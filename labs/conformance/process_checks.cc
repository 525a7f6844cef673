// A process for each client: who holds which descriptor, and who is waited for.
#include <algorithm>
#include <deque>
#include <string>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/stopped.hh"

namespace conformance {
namespace {

constexpr int kClients = 8;

constexpr auto to_process_server = to<Model::kProcessPerClient>;

/// Clients that have been served once and stay.
std::deque<Client> connect_clients(const Endpoint& server) {
  std::deque<Client> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back(server).require_echo(std::to_string(i) + "\n");
  }
  return clients;
}

std::size_t count_children(const Endpoint& server) {
  return server.observer.children(server.pid).size();
}

void child_per_client(const Endpoint& server) {
  const std::size_t before = count_children(server);
  require(before == 0, "no child without a client",
          std::to_string(before) + " children");
  const auto clients = connect_clients(server);
  const std::size_t now = count_children(server);
  require(now == kClients,
          "a child for each of " + std::to_string(kClients) + " clients",
          std::to_string(now) + " children; " + describe_tasks(server));
}

/// One child that has exited, whether or not it was waited for.
void see_child_exit(const Endpoint& server) {
  Client(server).require_echo("and away\n");
  await(server, "a child that exits when its client leaves",
        [&] { return family(server).size() == 1; });
}

void serves_after_child(const Endpoint& server) {
  see_child_exit(server);
  await_blocked(server);  // the signal has been seen to
  Client(server).require_echo("the next client\n");
}

void reaps_child(const Endpoint& server) {
  see_child_exit(server);
  await_alive(
      server, "the exited child waited for",
      [&] { return count_children(server) == 0; },
      [&] { return std::to_string(count_zombies(server)) + " zombie"; });
}

/// All exit while the parent stands still: their signals become one.
void reaps_children(const Endpoint& server) {
  auto clients = connect_clients(server);
  {
    const Stopped parent(server, {server.pid});
    clients.clear();
    await(server, "children that exit when their client leaves",
          [&] { return family(server).size() == 1; });
  }
  await(
      server, "all exited children waited for",
      [&] { return count_children(server) == 0; },
      [&] { return std::to_string(count_zombies(server)) + " zombies"; });
}

void parent_closes_connection(const Endpoint& server) {
  Client client(server);
  client.require_echo("open\n");
  await(
      server, "only the child to have the connection open",
      [&] {
        const auto end = server_end(server, client);
        return end && descriptor_of(server, server.pid, *end) < 0;
      },
      [] { return "the parent has it open, too"; });
  client.finish_sending();
  client.require_end_of_file();
}

void child_closes_listener(const Endpoint& server) {
  const auto clients = connect_clients(server);
  const auto socket = listener(server);
  require(socket.has_value(), "a listening socket", "none");
  const auto children = server.observer.children(server.pid);
  require(!children.empty(), "a child for each client", "no child");
  await(
      server, "only the parent to have the listening socket open",
      [&] {
        return std::all_of(
            children.begin(), children.end(), [&](const Process& child) {
              return descriptor_of(server, child.pid, *socket) < 0;
            });
      },
      [] { return "a child has it open, too"; });
}

constexpr Check kChecks[] = {
    {"child-per-client", "each client has a child process of its own",
     to_process_server, child_per_client,
     R"(a = [c() for i in range(8)]; sleep(.5); )"
     R"(system(f"ps -o pid,stat,cmd --ppid {p}"))",
     "8 children"},
    {"child-ends", "a child ends when its client has left", to_process_server,
     see_child_exit,
     R"(a = c(); sleep(.5); a.close(); sleep(.5); )"
     R"(system(f"ps -o pid,stat,cmd --ppid {p}"))",
     "no child"},
    {"serves-after-child", "the server goes on when a child exits",
     to_process_server, serves_after_child,
     R"(a = c(); sleep(.5); a.close(); sleep(.5); b = c(); )"
     R"(b.sendall(b"next\n"); print(b.recv(9)))",
     "next"},
    {"reaps-child", "a child that has exited is reaped", to_process_server,
     reaps_child,
     R"(a = c(); sleep(.5); a.close(); sleep(.5); )"
     R"(system(f"ps -o pid,stat,cmd --ppid {p}"))",
     "no child, above all none with STAT Z"},
    {"reaps-children", "children that exit at the same time are all reaped",
     to_process_server, reaps_children,
     R"(a = [c() for i in range(8)]; sleep(.5); kill(p, SIGSTOP); )"
     R"(a.clear(); sleep(.5); kill(p, SIGCONT); sleep(.5); )"
     R"(system(f"ps -o pid,stat,cmd --ppid {p}"))",
     "no child, above all none with STAT Z"},
    {"parent-closes-connection",
     "the parent closes its copy of the connection: or it would never end",
     to_process_server, parent_closes_connection,
     R"(a = c(); sleep(.5); system(f"ls -l /proc/{p}/fd"))",
     "one socket: the one that listens"},
    {"child-closes-listener", "a child closes its copy of the listening socket",
     to_process_server, child_closes_listener,
     R"(a = c(); sleep(.5); )"
     R"(system(f"ls -l /proc/{p}/fd; ls -l /proc/$(pgrep -P {p})/fd"))",
     "the second list has a socket that is not in the first one, and none that "
     "is"},
};

}  // namespace

std::span<const Check> process_checks() { return kChecks; }

}  // namespace conformance
