// The iterative server's lesson: the second client's connect and write return,
// its read waits, because the server is blocked reading the first one.
#include <sys/syscall.h>

#include <algorithm>
#include <string>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"

namespace conformance {
namespace {

bool is_reading_call(long number) {
  return number == SYS_read || number == SYS_readv || number == SYS_recvfrom ||
         number == SYS_recvmsg;
}

bool is_blocked_reading(const Endpoint& server, const Client& client) {
  const auto end = server_end(server, client);
  if (!end) return false;
  const int descriptor = descriptor_of(server, server.pid, *end);
  const auto tasks = server.observer.tasks(server.pid);
  return descriptor >= 0 &&
         std::any_of(tasks.begin(), tasks.end(), [&](const Task& task) {
           return is_blocked(task) && is_reading_call(task.system_call) &&
                  static_cast<int>(task.arguments[0]) == descriptor;
         });
}

/// Blocked for good: no other task is about to serve somebody else.
void await_reading(const Endpoint& server, const Client& client) {
  await(
      server, "the server blocked in read on the descriptor of client one",
      [&] { return is_blocked_reading(server, client) && is_blocked(server); });
}

std::size_t count_backlog(const Endpoint& server) {
  const auto socket = listener(server);
  return socket ? socket->unread : 0;
}

void second_client_waits(const Endpoint& server) {
  Client first(server);
  first.require_echo("first\n");
  Client second(server);
  second.send("second\n");
  await(server, "the second client in the backlog",
        [&] { return count_backlog(server) == 1; });
  first.require_echo("still first\n");
  await_reading(server, first);
  require(count_backlog(server) == 1 && !second.has_input(),
          "the second client's read to wait",
          second.has_input() ? "it has returned" : "the client was accepted");
  first.close();
  require_same_bytes("second\n", second.receive(7));
}

constexpr Check kChecks[] = {
    {"second-client-waits",
     "a second client connects and writes, and is served after the first",
     to<Model::kIterative>, second_client_waits,
     R"(a = c(); a.sendall(b"1\n"); print(a.recv(9)); )"
     R"(b = c(); b.sendall(b"2\n"); b.settimeout(1); sleep(.1); )"
     R"(system(f"cat /proc/{p}/syscall; ls -l /proc/{p}/fd"); )"
     R"(a.close(); print(b.recv(9)))",
     "1, then system call 0, read, of the descriptor of client one, then 2"},
};

}  // namespace

std::span<const Check> iterative_checks() { return kChecks; }

}  // namespace conformance
