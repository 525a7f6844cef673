// What a session leaves behind: nothing.
#include <string>
#include <vector>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/quiet.hh"

namespace conformance {
namespace {

constexpr int kSessions = 20;

void idle(const Endpoint& server) {
  await_quiet(server);
  Client client(server);
  client.require_echo("a client that goes silent\n");
  await_quiet(server);
  client.close();
  await_quiet(server);
}

/// Sessions one after another; every other one ends by a reset.
void run_sessions(const Endpoint& server) {
  for (int i = 0; i < kSessions; ++i) {
    Client client(server);
    client.require_echo("session " + std::to_string(i) + "\n");
    if (i % 2 == 0) client.reset();
  }
}

void descriptors_return(const Endpoint& server) {
  Observer& observer = server.observer;
  run_sessions(server);  // then it has all that it keeps
  await_blocked(server);
  const std::size_t before = observer.descriptors(server.pid).size();
  run_sessions(server);
  // One more, such as a log opened late, is no leak; one a session is.
  await(
      server, "as many descriptors as before, " + std::to_string(before),
      [&] { return observer.descriptors(server.pid).size() <= before + 1; },
      [&] {
        return std::to_string(observer.descriptors(server.pid).size()) +
               " after " + std::to_string(kSessions) + " sessions";
      });
}

void tasks_return(const Endpoint& server) {
  run_sessions(server);  // then it has all that it keeps
  await_blocked(server);
  const std::size_t before = family_tasks(server).size();
  run_sessions(server);
  await(server,
        "no more processes and threads than before, " + std::to_string(before),
        [&] {
          return family_tasks(server).size() <= before &&
                 count_zombies(server) == 0;
        });
}

constexpr Check kChecks[] = {
    {"idle", "a server with nothing to do sleeps", to_all, idle,
     R"(a = c(); sleep(1); system(f"top -H -b -n1 -p {p}"))",
     "%CPU 0.0 in each line"},
    {"descriptors-return", "every session's descriptors are closed", to_all,
     descriptors_return,
     R"(n = lambda: len(listdir(f"/proc/{p}/fd")); b = n(); )"
     R"([c().close() for i in range(20)]; sleep(1); print(b, n()))",
     "the same number twice"},
    {"tasks-return", "every session's process or thread ends", to_all,
     tasks_return,
     R"(s = lambda: system(f"ps -L -o pid,tid,stat,cmd -p {p} --ppid {p}"); )"
     R"(s(); [c().close() for i in range(20)]; sleep(1); s())",
     "the same list twice, and nothing in it with STAT Z"},
};

}  // namespace

std::span<const Check> resource_checks() { return kChecks; }

}  // namespace conformance
