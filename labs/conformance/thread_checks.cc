// Threads: one for each client, or a fixed pool that lets clients wait.
#include <algorithm>
#include <deque>
#include <string>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"

namespace conformance {
namespace {

constexpr std::size_t kClients = 8;
constexpr int kBeyondQueue = 8;
constexpr std::size_t kSessions = 60;

std::size_t count_tasks(const Endpoint& server) {
  return server.observer.tasks(server.pid).size();
}

void await_tasks(const Endpoint& server, std::string_view expected,
                 std::size_t count) {
  await(server, std::string(expected) + ", " + std::to_string(count),
        [&] { return count_tasks(server) == count; });
}

std::deque<Client> connect_clients(const Endpoint& server, std::size_t count) {
  std::deque<Client> clients;
  for (std::size_t i = 0; i < count; ++i) {
    clients.emplace_back(server).require_echo(std::to_string(i) + "\n");
  }
  return clients;
}

/// Counts beside a client that stays: whoever serves it has all its threads by
/// now, and none that is about to end.
void thread_per_client(const Endpoint& server) {
  Client first(server);
  first.require_echo("first\n");
  await_blocked(server);
  const std::size_t before = count_tasks(server);
  auto clients = connect_clients(server, kClients);
  await_tasks(server, "one thread more for each client", before + kClients);
  clients.clear();
  await_tasks(server, "threads that end with their client", before);
}

void run_sessions(const Endpoint& server) {
  for (std::size_t i = 0; i < kSessions; ++i) {
    Client(server).require_echo("session " + std::to_string(i) + "\n");
  }
}

/// A thread that nobody detached or joined is gone, but for its stack, which
/// is kept for whoever joins it. A library may keep a few for new threads.
void stacks_return(const Endpoint& server) {
  Observer& observer = server.observer;
  run_sessions(server);  // then it has all that it keeps
  await_blocked(server);
  const std::size_t before = observer.mappings(server.pid);
  run_sessions(server);
  await(
      server, "as much memory in use as before, or nearly so",
      [&] { return observer.mappings(server.pid) < before + kSessions / 2; },
      [&] {
        const std::size_t more = observer.mappings(server.pid) - before;
        return std::to_string(more) + " pieces of memory more after " +
               std::to_string(kSessions) + " sessions";
      });
}

std::size_t workers_of(const Endpoint& server) {
  return static_cast<std::size_t>(server.claims.workers);
}

/// One client after the other comes, and all stay.
void pool_serves_at_once(const Endpoint& server) {
  const auto clients = connect_clients(server, workers_of(server));
  require(count_tasks(server) >= workers_of(server),
          "at least " + std::to_string(server.claims.workers) + " threads",
          describe_tasks(server));
}

void pool_is_constant(const Endpoint& server) {
  auto clients = connect_clients(server, workers_of(server));
  await_blocked(server);
  const std::size_t before = count_tasks(server);
  for (int i = 0; i < kBeyondQueue; ++i) clients.emplace_back(server);
  await_blocked(server);
  require(family_tasks(server).size() == before,
          "as many threads as without them, " + std::to_string(before),
          describe_tasks(server));
  clients.clear();
  await_blocked(server);
  require(count_tasks(server) == before,
          "as many threads as before, " + std::to_string(before),
          describe_tasks(server));
}

/// The kernel's backlog is where clients wait for whom there is no slot; one
/// may have been accepted before it was known that there is none.
void pool_bounds_queue(const Endpoint& server) {
  const auto served = connect_clients(server, workers_of(server));
  std::deque<Client> waiting;
  for (int i = 0; i < server.claims.queue + kBeyondQueue; ++i) {
    waiting.emplace_back(server);
  }
  await_blocked(server);
  const auto socket = listener(server);
  require(socket.has_value(), "a listening socket", "none");
  require(socket->unread >= kBeyondQueue - 1,
          "clients that are not accepted while all slots are taken, " +
              std::to_string(kBeyondQueue - 1) + " or more",
          std::to_string(socket->unread));
}

/// Receives its echo from each client that has one and lets it leave, so that
/// another one gets its worker.
void serve_some(std::deque<Client>& waiting) {
  std::erase_if(waiting, [](Client& client) {
    if (!client.has_input()) return false;
    require_same_bytes("waiting\n", client.receive(8));
    return true;
  });
}

void pool_queues_excess(const Endpoint& server) {
  auto served = connect_clients(server, workers_of(server));
  std::deque<Client> waiting;
  const int count = server.claims.queue + kBeyondQueue;
  for (int i = 0; i < count; ++i) {
    waiting.emplace_back(server).send("waiting\n");
  }
  await_blocked(server);
  for (const Client& client : waiting) {
    require(!client.has_input(), "clients that wait while all workers serve",
            "one was served or refused");
  }
  served.clear();
  await(
      server, "every waiting client to be served in the end",
      [&] {
        serve_some(waiting);
        return waiting.empty();
      },
      [&] { return std::to_string(waiting.size()) + " were not"; });
}

constexpr Check kChecks[] = {
    {"thread-per-client", "each client has a thread, which ends with it",
     to<Model::kThreadPerClient>, thread_per_client,
     R"(t = lambda: print(len(listdir(f"/proc/{p}/task"))); t(); )"
     R"(a = [c() for i in range(8)]; sleep(.5); t(); a.clear(); sleep(.5); )"
     R"(t())",
     "a number, 8 more, and the first again"},
    {"stacks-return", "the stack of a thread that has ended is freed",
     to<Model::kThreadPerClient>, stacks_return,
     R"(n = lambda: system(f"grep VmSize /proc/{p}/status"); n(); )"
     R"([c().close() for i in range(60)]; sleep(1); n())",
     "the same size twice, but for some thousand kB"},
    {"pool-serves-at-once", "as many clients as workers are served at once",
     to<Model::kThreadPool>, pool_serves_at_once,
     R"(a = [c() for i in range(4)]; [s.sendall(b"x\n") for s in a]; )"
     R"([s.settimeout(2) for s in a]; print([s.recv(9) for s in a]))",
     "4 times x"},
    {"pool-is-constant", "the number of threads never changes",
     to<Model::kThreadPool>, pool_is_constant,
     R"(t = lambda: print(len(listdir(f"/proc/{p}/task"))); t(); )"
     R"(a = [c() for i in range(12)]; sleep(.5); t(); a.clear(); sleep(.5); )"
     R"(t())",
     "the same number three times"},
    {"pool-bounds-queue", "clients without a worker or a slot are not accepted",
     to<Model::kThreadPool>, pool_bounds_queue,
     R"(a = [c() for i in range(28)]; sleep(.5); system("ss -ltn"))",
     "Recv-Q 7 or more at port 7777"},
    {"pool-queues-excess",
     "more clients than workers and queue hold wait, and are all served",
     to<Model::kThreadPool>, pool_queues_excess,
     R"(a = [c() for i in range(28)]; [s.sendall(b"x\n") for s in a]; )"
     R"([(print(s.recv(9)), s.close()) for s in a])",
     "28 times x"},
};

}  // namespace

std::span<const Check> thread_checks() { return kChecks; }

}  // namespace conformance
