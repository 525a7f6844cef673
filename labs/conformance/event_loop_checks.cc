// Many clients at once, and the servers that serve them all in one task.
#include <algorithm>
#include <deque>
#include <string>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/descriptor_room.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"

namespace conformance {
namespace {

constexpr int kMany = 64;
constexpr int kBeyondSelect = 1100;
constexpr int kBeyondSelectAlive = 900;
constexpr int kThousands = 2000;

void echo_in_turn(std::deque<Client>& clients) {
  for (std::size_t i = 0; i < clients.size(); ++i) {
    clients[i].require_echo("client " + std::to_string(i) + "\n");
  }
}

void serve_at_once(const Endpoint& server, int count) {
  const DescriptorRoom room(server, static_cast<rlim_t>(count));
  std::deque<Client> clients;
  for (int i = 0; i < count; ++i) clients.emplace_back(server);
  echo_in_turn(clients);
  echo_in_turn(clients);
}

void many_clients(const Endpoint& server) {
  const Claims& claims = server.claims;
  serve_at_once(server, claims.model == Model::kThreadPool
                            ? std::min(kMany, claims.workers)
                            : kMany);
}

void thousands_of_clients(const Endpoint& server) {
  serve_at_once(server, kThousands);
}

void single_task(const Endpoint& server) {
  const int count = server.claims.model == Model::kIterative ? 1 : 8;
  std::deque<Client> clients;
  for (int i = 0; i < count; ++i) clients.emplace_back(server);
  echo_in_turn(clients);
  require(family_tasks(server).size() == 1, "one process with one thread",
          describe_tasks(server));
}

/// FD_SETSIZE descriptors fit into an fd_set: the next one would overwrite
/// memory, so its client is closed, and in order, not by a reset.
void refuses_beyond_limit(const Endpoint& server) {
  const DescriptorRoom room(server, kBeyondSelect);
  std::deque<Client> clients;
  for (int i = 0; i < kBeyondSelect; ++i) clients.emplace_back(server);
  clients.back().require_end_of_file();
  const auto refused = static_cast<std::size_t>(
      std::count_if(clients.begin(), clients.end(),
                    [](const Client& client) { return client.has_input(); }));
  require(clients.size() - refused >= kBeyondSelectAlive,
          "at least " + std::to_string(kBeyondSelectAlive) + " clients kept",
          std::to_string(refused) + " of " + std::to_string(clients.size()) +
              " refused");
  clients.erase(clients.begin() + kBeyondSelectAlive, clients.end());
  echo_in_turn(clients);
}

constexpr Check kChecks[] = {
    {"many-clients", "clients that are there at the same time are all served",
     not_to<Model::kIterative>, many_clients,
     R"(a = [c() for i in range(64)]; [s.sendall(b"x\n") for s in a]; )"
     R"([s.settimeout(2) for s in a]; print([s.recv(9) for s in a]))"},
    {"single-task", "one thread serves all clients",
     to<Model::kIterative, Model::kSelectLoop, Model::kEpollLoop>, single_task,
     R"(a = [c() for i in range(8)]; sleep(.5); )"
     R"(system(f"ps -L -o pid,tid,stat,cmd -p {p} --ppid {p}"))"},
    {"refuses-beyond-limit",
     "clients beyond FD_SETSIZE are closed in order, the others live on",
     to<Model::kSelectLoop>, refuses_beyond_limit,
     R"(system(f"prlimit -n4096: -p {p}; prlimit -n4096: -p {getpid()}"); )"
     R"(a = [c() for i in range(1100)]; print(a[-1].recv(1)); )"
     R"(a[0].sendall(b"x\n"); print(a[0].recv(9)))"},
    {"thousands-of-clients", "two thousand clients are served at once",
     to<Model::kEpollLoop>, thousands_of_clients,
     R"(system(f"prlimit -n4096: -p {p}; prlimit -n4096: -p {getpid()}"); )"
     R"(a = [c() for i in range(2000)]; [s.sendall(b"x\n") for s in a]; )"
     R"(print(len([s.recv(9) for s in a])))"},
};

}  // namespace

std::span<const Check> event_loop_checks() { return kChecks; }

}  // namespace conformance
