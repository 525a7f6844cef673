// What open_clientfd returns, and what it leaves open.
#include <netdb.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <vector>

#include "labs/assignments/endpoints/grader/listener.hh"
#include "labs/assignments/endpoints/grader/need.hh"
#include "labs/assignments/endpoints/grader/open_call.hh"
#include "labs/assignments/endpoints/grader/resolver_error.hh"
#include "labs/conformance/expectation.hh"

namespace endpoints {
namespace {

using conformance::require;
using library_tests::Fault;
using Names = std::vector<std::string>;

constexpr std::chrono::seconds kPatience{10};

/// Calls open_clientfd for a name with these addresses and that port.
OpenCall connect(Scene& scene, const Names& addresses, std::uint16_t port,
                 std::vector<Fault> faults = {}) {
  return {scene,
          {"connect", scene.name_for(addresses), std::to_string(port)},
          {.ports = {port}, .faults = std::move(faults)}};
}

void require_connected(OpenCall& call, Listener& listener) {
  call.require_descriptor("a descriptor that is connected");
  const csapp::Descriptor client = listener.accept(kPatience);
  require(client.get() >= 0, "a connection to " + listener.host(),
          call.told() + ", and nobody has connected");
  conformance::ProcObserver observer(0);
  // The other end: that of the student's.
  const auto end = observer.connection(listener.host(), peer_port(client.get()),
                                       listener.port());
  require(end && call.socket() == socket_name(end->inode),
          "the descriptor of the connection to " + listener.host(),
          call.told() + ", which is not that descriptor");
}

void by_name(Scene& scene) {
  Listener listener(AF_INET);
  OpenCall call = connect(scene, {listener.host()}, listener.port());
  require_connected(call, listener);
}

// Without IPv6 here, what it has asked for must do.
void over_ipv6(Scene& scene) {
  Listener listener(has_ipv6() ? AF_INET6 : AF_INET);
  OpenCall call(scene, {"connect", "::1", std::to_string(listener.port())},
                {.ports = {listener.port()}});
  call.require_asked_for(AF_INET6);
  if (has_ipv6()) require_connected(call, listener);
}

void after_refusals(Scene& scene) {
  Listener listener(AF_INET);
  OpenCall call = connect(
      scene, {scene.quiet_address(), scene.quiet_address(), listener.host()},
      listener.port());
  require_connected(call, listener);
}

// As on a machine without IPv6: there is not even a socket for this address.
void after_family(Scene& scene) {
  Listener listener(AF_INET);
  OpenCall call = connect(scene, {"::1", listener.host()}, listener.port(),
                          {{.calls = {SYS_socket},
                            .descriptor = AF_INET6,
                            .times = library_tests::kAlways,
                            .error = EAFNOSUPPORT}});
  require_connected(call, listener);
}

// A socket can connect to addresses of its own family only.
void with_fresh_socket(Scene& scene) {
  Listener listener(AF_INET);
  OpenCall call = connect(scene, {"::1", listener.host()}, listener.port());
  require_connected(call, listener);
}

void closed_before_success(Scene& scene) {
  Listener listener(AF_INET);
  const Names addresses = {scene.quiet_address(), scene.quiet_address(),
                           scene.quiet_address(), listener.host()};
  OpenCall call = connect(scene, addresses, listener.port());
  call.require_descriptor("a descriptor that is connected");
  call.require_nothing_else_open();
}

void closed_in_failure(Scene& scene) {
  const Names addresses = {scene.quiet_address(), scene.quiet_address(),
                           scene.quiet_address()};
  OpenCall call = connect(scene, addresses, free_port());
  call.require_nothing_else_open();
}

void last_error(Scene& scene) {
  std::vector<int> errors = {ECONNREFUSED, ETIMEDOUT, EHOSTUNREACH,
                             ENETUNREACH};
  scene.shuffle(errors);
  errors.pop_back();
  Names addresses;
  std::vector<Fault> faults;
  for (const int error : errors) {
    faults.push_back(
        {.calls = {SYS_connect}, .after = addresses.size(), .error = error});
    addresses.push_back(scene.quiet_address());
  }
  const OpenCall call =
      connect(scene, addresses, free_port(), std::move(faults));
  call.require_result(std::string("-1 ") + ::strerrorname_np(errors.back()));
}

void freed_when_connected(Scene& scene) {
  Listener listener(AF_INET);
  const Names addresses = {scene.quiet_address(), listener.host(),
                           scene.quiet_address()};
  OpenCall call = connect(scene, addresses, listener.port());
  call.require_descriptor("a descriptor that is connected");
  call.require_lists_freed();
}

void freed_when_failed(Scene& scene) {
  const OpenCall call = connect(
      scene, {scene.quiet_address(), scene.quiet_address()}, free_port());
  call.require_lists_freed();
}

void unresolved_name(Scene& scene) {
  const ResolverError error = draw_resolver_error(scene);
  OpenCall call = connect(scene, {error.name}, free_port());
  call.require_result("-2");
  call.require_reason(error.reason());
}

// In 16 bits it is the port of somebody who listens.
void port_out_of_range(Scene& scene) {
  Listener listener(AF_INET);
  const unsigned port = 65536U + listener.port();
  OpenCall call(scene, {"connect", listener.host(), std::to_string(port)},
                {.ports = {listener.port()}});
  call.require_result("-2");
}

/// With somebody who listens at that port 8080.
std::string with_server(std::string_view host, std::string_view command) {
  return "timeout 9 python3 -m http.server -b " + std::string(host) +
         " 8080 & sleep 1; " + std::string(command);
}

const Need kNeeds[] = {
    {"connect-name", by_name,
     with_server("127.0.0.1",
                 "echo 'some 127.0.0.1' > names; "
                 "./probe connect some 8080"),
     "open_clientfd -> 3"},
    {"connect-ipv6", over_ipv6, with_server("::1", "./probe connect ::1 8080"),
     "open_clientfd -> 3"},
    {"next-refused", after_refusals,
     with_server("127.0.0.1",
                 "echo 'some 127.1.2.3 127.4.5.6 127.0.0.1' > names; "
                 "./probe connect some 8080"),
     "open_clientfd -> 3"},
    {"next-socket", with_fresh_socket,
     with_server("127.0.0.1",
                 "echo 'some ::1 127.0.0.1' > names; "
                 "strace -e socket,connect ./probe connect some 8080"),
     "a socket for each connect"},
    {"next-family", after_family,
     with_server("127.0.0.1",
                 "echo 'some ::1 127.0.0.1' > names; "
                 "strace -e inject=socket:error=EAFNOSUPPORT:when=1 "
                 "./probe connect some 8080"),
     "open_clientfd -> 3"},
    {"attempts-before", closed_before_success,
     with_server(
         "127.0.0.1",
         "echo 'some 127.1.2.3 127.4.5.6 127.0.0.1' > names; "
         "./probe connect some 8080 & sleep 1; ls -l /proc/$!/fd; kill $!"),
     "one socket"},
    {"attempts-all", closed_in_failure,
     "echo 'some 127.1.2.3 127.4.5.6' > names; ./probe connect some 8080 & "
     "sleep 1; ls -l /proc/$!/fd; kill $!",
     "no socket"},
    {"errno-last", last_error,
     "echo 'some 127.1.2.3 127.4.5.6' > names; "
     "strace -e inject=connect:error=ETIMEDOUT:when=2 "
     "./probe connect some 8080",
     "-1 ETIMEDOUT"},
    {"list-connected", freed_when_connected,
     with_server("127.0.0.1",
                 "echo 'some 127.1.2.3 127.0.0.1 127.4.5.6' > names; "
                 "./probe connect some 8080 & sleep 1; grep addrinfo "
                 "/proc/$!/maps; kill $!"),
     "no line of addrinfo"},
    {"list-failed", freed_when_failed,
     "echo 'some 127.1.2.3 127.4.5.6' > names; ./probe connect some 8080 & "
     "sleep 1; grep addrinfo /proc/$!/maps; kill $!",
     "no line of addrinfo"},
    {"unresolved-name", unresolved_name,
     "echo 'some EAI_AGAIN' > names; ./probe connect some 8080", "-2"},
    {"unresolved-port", port_out_of_range,
     with_server("127.0.0.1", "./probe connect 127.0.0.1 73616"), "-2"},
};

}  // namespace

std::span<const Need> connect_needs() { return kNeeds; }

}  // namespace endpoints
