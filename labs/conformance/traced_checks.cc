// A process or a thread for each client: what shows only under ptrace(2).
#include <sys/syscall.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/handler_run.hh"
#include "labs/conformance/quiet.hh"
#include "labs/conformance/tracer.hh"

namespace conformance {
namespace {

constexpr auto to_process_server = to<Model::kProcessPerClient>;

/// Threads are made by the same system calls as processes.
bool is_fork(const Tracer::Stop& stop) {
  return stop.kind == Tracer::Stop::Kind::kCall &&
         (stop.call == SYS_clone || stop.call == SYS_clone3 ||
          stop.call == SYS_fork || stop.call == SYS_vfork);
}

/// Lets the process go on until it has called `maker`, in vain.
void await_failing(const Endpoint& server, const std::string& maker,
                   Tracer& tracer) {
  bool failing = false;
  const auto returned_from_fork = [&] {
    while (const auto stop = tracer.stop()) {
      if (failing && stop->kind == Tracer::Stop::Kind::kReturn) return true;
      if (is_fork(*stop)) {
        tracer.fail_call(EAGAIN);
        failing = true;
      }
      tracer.go_on();
    }
    return false;
  };
  await_alive(server, "the server to call " + maker + " for a new client",
              returned_from_fork, [&] { return describe_tasks(server); });
  tracer.go_on();
}

void fork_failure(const Endpoint& server) {
  Client inside(server);
  inside.require_echo("inside\n");
  await_blocked(server);
  {
    const auto tracer = server.observer.trace(server.pid);
    Client outside(server);
    await_failing(server, "fork", *tracer);
  }
  await_quiet(server);
  inside.require_echo("still inside\n");
  Client(server).require_echo("there is room again\n");
}

/// The client without a thread learns of it: it is closed, or served later.
void thread_failure(const Endpoint& server) {
  Client inside(server);
  inside.require_echo("inside\n");
  await_blocked(server);
  std::optional<Client> outside;
  {
    const auto tracer = server.observer.trace(server.pid);
    outside.emplace(server).send("outside\n");
    await_failing(server, "pthread_create", *tracer);
  }
  await_quiet(server);
  inside.require_echo("still inside\n");
  Client(server).require_echo("there is room again\n");
  inside.close();
  await(
      server, "the client that got no thread to be closed, or served later",
      [&] { return outside->has_input(); },
      [] { return "its connection is open, and nobody serves it"; });
}

/// The run of the handler for a child that has exited.
std::optional<HandlerRun> watch_reaping(const Endpoint& server) {
  Client client(server);
  client.require_echo("and away\n");
  await_blocked(server);
  return watch_handler(server, SIGCHLD, [&] { client.close(); });
}

std::string describe_errno(int error) {
  return error == 0 ? "0" : std::to_string(error) + ", " + std::strerror(error);
}

void handler_keeps_errno(const Endpoint& server) {
  const auto run = watch_reaping(server);
  if (!run) return;  // waited for without a handler
  require(run->errno_before == run->errno_after,
          "a SIGCHLD handler that leaves errno as it was, " +
              describe_errno(run->errno_before),
          "it is " + describe_errno(run->errno_after));
}

void handler_is_safe(const Endpoint& server) {
  const auto run = watch_reaping(server);
  require(!run || !run->library_changed,
          "a SIGCHLD handler that calls async-signal-safe functions only",
          "one that has changed the C library's own data, as printf does");
}

constexpr Check kChecks[] = {
    {"fork-failure", "a failing fork costs one client at most",
     to_process_server, fork_failure,
     R"(a = c(); sleep(.5); system(f"timeout 3 strace -p {p} )"
     R"(-e inject=clone,fork,vfork,clone3:error=EAGAIN:when=1 &"); )"
     R"(sleep(1); b = c(); sleep(3); d = c(); d.sendall(b"room\n"); )"
     R"(print(d.recv(9)))",
     "room"},
    {"thread-failure", "a failing pthread_create costs one client at most",
     to<Model::kThreadPerClient>, thread_failure,
     R"(a = c(); sleep(.5); system(f"timeout 3 strace -p {p} )"
     R"(-e inject=clone,clone3:error=EAGAIN:when=1 &"); )"
     R"(sleep(1); b = c(); sleep(3); print(b.recv(9)); )"
     R"(d = c(); d.sendall(b"room\n"); print(d.recv(9)))",
     "end of file for the second client, then room"},
    {"handler-keeps-errno", "the SIGCHLD handler leaves errno as it was",
     to_process_server, handler_keeps_errno,
     R"(a = c(); sleep(.5); system(f"timeout 3 strace -p {p} &"); )"
     R"(sleep(1); a.close(); sleep(3))",
     "no call fails between SIGCHLD and rt_sigreturn, or errno is saved"},
    {"handler-is-safe",
     "the SIGCHLD handler calls async-signal-safe functions only",
     to_process_server, handler_is_safe,
     R"(a = c(); sleep(.5); system(f"timeout 3 strace -k -p {p} &"); )"
     R"(sleep(1); a.close(); sleep(3))",
     "between SIGCHLD and rt_sigreturn no printf, malloc or exit"},
};

}  // namespace

std::span<const Check> traced_checks() { return kChecks; }

}  // namespace conformance
