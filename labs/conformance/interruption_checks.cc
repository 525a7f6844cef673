// What happens to a server from outside: signals and shortages.
#include <csignal>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/quiet.hh"
#include "labs/conformance/stopped.hh"

namespace conformance {
namespace {

bool is_iterative(const Endpoint& server) {
  return server.claims.model == Model::kIterative;
}

constexpr int kHarmless[] = {SIGCHLD, SIGWINCH, SIGURG};

void interrupt(const Endpoint& server, int number) {
  await_blocked(server);
  for (const pid_t pid : family(server)) {
    server.observer.signal(pid, number);
  }
  await_blocked(server);  // else what comes next may be there before the signal
}

/// A signal interrupts the calls that wait for clients and for bytes.
void interrupted_call(const Endpoint& server) {
  for (const int number : kHarmless) interrupt(server, number);
  Client client(server);
  client.require_echo("before\n");
  for (const int number : kHarmless) {
    interrupt(server, number);
    client.require_echo("after signal " + std::to_string(number) + "\n");
  }
  { const Stopped stopped(server); }
  await_blocked(server);
  client.require_echo("after stop and continue\n");
  if (is_iterative(server)) client.close();
  Client(server).require_echo("a new client\n");
}

/// The server's process cannot open one more descriptor.
class Shortage {
 public:
  explicit Shortage(const Endpoint& server) : server_(server) {
    const auto free = static_cast<rlim_t>(lowest_free_descriptor(server));
    before_ = server.observer.limit_descriptors(server.pid, free);
  }
  Shortage(const Shortage&) = delete;
  Shortage& operator=(const Shortage&) = delete;
  ~Shortage() { end(); }
  void end() noexcept {
    try {
      server_.observer.limit_descriptors(server_.pid, before_);
    } catch (const std::exception&) {
      // The server has died of it, which the check notices by itself.
    }
  }

 private:
  const Endpoint& server_;
  rlim_t before_;
};

/// A client that connects during the shortage and waits in the backlog. One
/// client may be served before it: accept(2) reserves a descriptor before it
/// waits, so a call that blocks already succeeds once more.
Client connect_outside(const Endpoint& server) {
  for (bool last_try : {false, true}) {
    Client outside(server);
    outside.send("outside\n");
    await(server, "the client to wait in the backlog", [&] {
      const auto socket = listener(server);
      return outside.has_input() || (socket && socket->unread > 0);
    });
    await_quiet(server);
    if (!outside.has_input()) return outside;
    require_same_bytes("outside\n", outside.receive(8));
    require(!last_try, "clients that wait until there is room",
            "two were served without a descriptor for them");
  }
  throw std::logic_error("not reached");
}

void out_of_descriptors(const Endpoint& server) {
  std::optional<Client> inside;
  if (!is_iterative(server)) {
    inside.emplace(server);
    inside->require_echo("inside\n");
  }
  await_blocked(server);
  Shortage shortage(server);
  Client outside = connect_outside(server);
  if (inside) inside->require_echo("still inside\n");
  shortage.end();
  inside.reset();
  require_same_bytes("outside\n", outside.receive(8));
}

constexpr Check kChecks[] = {
    {"interrupted-call", "signals that stop nothing change nothing", to_all,
     interrupted_call,
     R"(t = lambda: [(sleep(.1), kill(p, s)) for s in )"
     R"((SIGCHLD, SIGWINCH, SIGURG, SIGSTOP, SIGCONT)]; )"
     R"(t(); a = c(); a.sendall(b"before\n"); print(a.recv(9)); )"
     R"(t(); a.sendall(b"after\n"); print(a.recv(9)))",
     "before, then after"},
    {"out-of-descriptors",
     "without descriptors new clients wait and the others are served", to_all,
     out_of_descriptors,
     R"(a = c(); sleep(.1); n = len(listdir(f"/proc/{p}/fd")); )"
     R"(system(f"prlimit -p {p} -n{n}:"); )"
     R"(b = c(); b.sendall(b"outside\n"); sleep(1); )"
     R"(system(f"top -b -n1 -p {p}"); system(f"prlimit -p {p} -n1024:"); )"
     R"(a.close(); print(b.recv(9)))",
     "%CPU 0.0, then outside"},
};

}  // namespace

std::span<const Check> interruption_checks() { return kChecks; }

}  // namespace conformance
