// What open_listenfd returns, who reaches it, and what it leaves open.
#include <sys/socket.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string>

#include "labs/assignments/endpoints/grader/listener.hh"
#include "labs/assignments/endpoints/grader/need.hh"
#include "labs/assignments/endpoints/grader/open_call.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"

namespace endpoints {
namespace {

using conformance::require;
using conformance::Socket;

constexpr unsigned kBacklog = 1024;  // LISTENQ of endpoints.h

OpenCall listen(Scene& scene, unsigned port,
                std::vector<library_tests::Fault> faults = {}) {
  return {
      scene, {"listen", std::to_string(port)}, {.faults = std::move(faults)}};
}

/// The listening socket that it has returned.
Socket listening(OpenCall& call) {
  call.require_descriptor("a descriptor that listens");
  conformance::ProcObserver observer(0);
  const std::string name = call.socket();
  for (const Socket& socket : observer.listeners()) {
    if (socket_name(socket.inode) == name) return socket;
  }
  throw conformance::Unmet("a descriptor that listens",
                           call.told() + ", which does not listen");
}

void require_reached(const OpenCall& call, const std::string& host,
                     std::uint16_t port) {
  conformance::ProcObserver observer(call.pid());
  const conformance::Endpoint endpoint{.host = host,
                                       .port = port,
                                       .pid = call.pid(),
                                       .claims = {},
                                       .observer = observer,
                                       .command = {}};
  try {
    const conformance::Client client(endpoint);
  } catch (const conformance::Unmet& unmet) {
    throw conformance::Unmet(
        "clients that reach it at " + host,
        call.told() + ", and a client gets: " + unmet.observed);
  }
}

void on_its_port(Scene& scene) {
  const std::uint16_t wanted = free_port();
  OpenCall call = listen(scene, wanted);
  const std::uint16_t port = listening(call).local_port;
  require(port == wanted, "a socket that listens on the port it is told",
          "told " + std::to_string(wanted) + ", it listens on " +
              std::to_string(port));
}

void at_every_address(Scene& scene) {
  OpenCall call = listen(scene, 0);
  const std::uint16_t port = listening(call).local_port;
  require_reached(call, "127.0.0.1", port);
  require_reached(call, scene.quiet_address(), port);
}

/// The most that this machine grants.
std::size_t greatest_backlog() {
  std::size_t most = kBacklog;
  std::ifstream("/proc/sys/net/core/somaxconn") >> most;
  return most;
}

void with_backlog(Scene& scene) {
  OpenCall call = listen(scene, 0);
  const std::size_t room = listening(call).unsent;
  const std::size_t wanted =
      std::min<std::size_t>(kBacklog, greatest_backlog());
  const bool is_known = room != 0;
  require(!is_known || room >= wanted,
          "room for LISTENQ clients that wait to be accepted",
          "room for " + std::to_string(room));
}

// Without IPv6 here, what it has asked for must do.
void over_both_families(Scene& scene) {
  OpenCall call = listen(scene, 0);
  const std::uint16_t port = listening(call).local_port;
  call.require_asked_for(AF_INET6);
  require_reached(call, "127.0.0.1", port);
  if (has_ipv6()) require_reached(call, "::1", port);
}

void over_ipv4_alone(Scene& scene) {
  OpenCall call = listen(scene, 0,
                         {{.calls = {SYS_socket},
                           .descriptor = AF_INET6,
                           .times = library_tests::kAlways,
                           .error = EAFNOSUPPORT}});
  call.require_descriptor(
      "a descriptor that listens over IPv4, on a machine without IPv6");
  require_reached(call, "127.0.0.1", listening(call).local_port);
}

void while_connections_end(Scene& scene) {
  const std::uint16_t port = port_in_time_wait();
  OpenCall call = listen(scene, port);
  call.require_descriptor(
      "a descriptor that listens, while connections of "
      "the server before end (TIME_WAIT)");
  require_reached(call, "127.0.0.1", listening(call).local_port);
}

void frees_its_list(Scene& scene) {
  OpenCall call = listen(scene, 0);
  call.require_descriptor("a descriptor that listens");
  call.require_lists_freed();
  call.require_nothing_else_open();
}

void require_given_up(OpenCall& call) {
  call.require_result("-1 EADDRINUSE");
  call.require_nothing_else_open();
  call.require_lists_freed();
}

void on_a_taken_port(Scene& scene) {
  const Listener other(has_ipv6() ? AF_INET6 : AF_INET,
                       Listener::Scope::kEveryAddress);
  OpenCall call = listen(scene, other.port());
  require_given_up(call);
}

// Two that bind with SO_REUSEADDR and then listen: the second one cannot.
void when_listen_fails(Scene& scene) {
  OpenCall call = listen(scene, 0,
                         {{.calls = {SYS_listen},
                           .times = library_tests::kAlways,
                           .error = EADDRINUSE}});
  require_given_up(call);
}

void port_out_of_range(Scene& scene) {
  OpenCall call = listen(scene, 65536U + free_port());
  call.require_result("-2");
}

const Need kNeeds[] = {
    {"listen-port", on_its_port,
     "./probe listen 8080 & sleep 1; ss -tnlp; kill $!", "probe at port 8080"},
    {"listen-everywhere", at_every_address,
     "./probe listen 8080 & sleep 1; telnet 127.1.2.3 8080; kill $!",
     "Connected to 127.1.2.3"},
    {"listen-backlog", with_backlog,
     "./probe listen 8080 & sleep 1; ss -tnl 'sport = :8080'; kill $!",
     "a Send-Q of 1024"},
    {"families-both", over_both_families,
     "./probe listen 8080 & sleep 1; telnet ::1 8080; telnet 127.0.0.1 8080; "
     "kill $!",
     "Connected, twice"},
    {"families-only-ipv4", over_ipv4_alone,
     "strace -e inject=socket:error=EAFNOSUPPORT:when=1 ./probe listen 8080",
     "open_listenfd -> 3"},
    {"restart-at-once", while_connections_end,
     "python3 -c 'from socket import *; s = create_server((\"\", 8080)); "
     "c = create_connection((\"localhost\", 8080)); s.accept()[0].close()'; "
     "./probe listen 8080",
     "open_listenfd -> 3"},
    {"listen-frees", frees_its_list,
     "./probe listen 8080 & sleep 1; ls -l /proc/$!/fd; "
     "grep addrinfo /proc/$!/maps; kill $!",
     "one socket, and no line of addrinfo"},
    {"listen-taken", on_a_taken_port,
     "timeout 9 python3 -m http.server 8080 & sleep 1; ./probe listen 8080 & "
     "sleep 1; "
     "ls -l /proc/$!/fd; grep addrinfo /proc/$!/maps; kill $!",
     "-1 EADDRINUSE, no socket, and no line of addrinfo"},
    {"listen-refused", when_listen_fails,
     "strace -e inject=listen:error=EADDRINUSE ./probe listen 8080 & sleep 1; "
     "ls -l /proc/$(pgrep -n probe)/fd; kill $!",
     "-1 EADDRINUSE, and no socket"},
    {"bad-port-range", port_out_of_range, "./probe listen 73616", "-2"},
};

}  // namespace

std::span<const Need> listen_needs() { return kNeeds; }

}  // namespace endpoints
