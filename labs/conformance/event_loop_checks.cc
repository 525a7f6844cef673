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

constexpr int kFew = 4;
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

int at_most_served_at_once(const Claims& claims, int count) {
  return claims.model == Model::kThreadPool ? std::min(count, claims.workers)
                                            : count;
}

void many_clients(const Endpoint& server) {
  serve_at_once(server,
                at_most_served_at_once(server.claims, server.claims.at_once));
}

/// Whoever finds clients by number of descriptor, or by place in a table, must
/// still find the old ones when lower numbers were given away again.
void clients_come_and_go(const Endpoint& server) {
  std::deque<Client> clients;
  const int count = at_most_served_at_once(server.claims, kFew);
  for (int i = 0; i < count; ++i) clients.emplace_back(server);
  echo_in_turn(clients);
  clients.front().finish_sending();
  clients.front().require_end_of_file();
  clients.pop_front();
  clients.emplace_front(server).require_echo("in the place of the first\n");
  echo_in_turn(clients);
}

void half_line_stalls_nobody(const Endpoint& server) {
  Client typist(server);
  typist.require_echo("open\n");
  typist.send("half of a li");
  await(server, "the half line to be read", [&] {
    const auto end = server_end(server, typist);
    return end && end->unread == 0;
  });
  Client(server).require_echo("served meanwhile\n");
  typist.send("ne\n");
  require_same_bytes("half of a line\n", typist.receive(15));
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
     R"([s.settimeout(2) for s in a]; print([s.recv(9) for s in a]))",
     "64 times x"},
    {"clients-come-and-go", "a client is served on while others come and go",
     not_to<Model::kIterative>, clients_come_and_go,
     R"(a = [c() for i in range(4)]; a[0].close(); sleep(.5); a[0] = c(); )"
     R"([s.sendall(b"x\n") for s in a]; [s.settimeout(2) for s in a]; )"
     R"(print([s.recv(9) for s in a]))",
     "4 times x"},
    {"half-line-stalls-nobody",
     "others are served beside a client that has sent half a line",
     not_to<Model::kIterative>, half_line_stalls_nobody,
     R"(a = c(); a.sendall(b"half of a li"); sleep(.5); )"
     R"(b = c(); b.settimeout(2); b.sendall(b"served\n"); print(b.recv(9)))",
     "served"},
    {"single-task", "one thread serves all clients",
     to<Model::kIterative, Model::kSelectLoop, Model::kEpollLoop>, single_task,
     R"(a = [c() for i in range(8)]; sleep(.5); )"
     R"(system(f"ps -L -o pid,tid,stat,cmd -p {p} --ppid {p}"))",
     "one line for the server: one thread, and no child"},
    {"refuses-beyond-limit",
     "clients beyond FD_SETSIZE are closed in order, the others live on",
     to<Model::kSelectLoop>, refuses_beyond_limit,
     R"(system(f"prlimit -n4096: -p {p}; prlimit -n4096: -p {getpid()}"); )"
     R"(a = [c() for i in range(1100)]; print(a[-1].recv(1)); )"
     R"(a[0].sendall(b"x\n"); print(a[0].recv(9)))",
     "end of file for the last client, then x"},
    {"thousands-of-clients", "two thousand clients are served at once",
     to<Model::kEpollLoop>, thousands_of_clients,
     R"(system(f"prlimit -n4096: -p {p}; prlimit -n4096: -p {getpid()}"); )"
     R"(a = [c() for i in range(2000)]; [s.sendall(b"x\n") for s in a]; )"
     R"(print(len([s.recv(9) for s in a])))",
     "2000"},
};

}  // namespace

std::span<const Check> event_loop_checks() { return kChecks; }

}  // namespace conformance
