#include "tests/labs/conformance/mutants/broken_echo.hh"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <limits>
#include <thread>

namespace broken {
namespace {

std::string_view g_bug;
std::atomic<int> g_clients{0};

void stop(int) {
  if (has_bug("waits-for-clients") && g_clients > 0) return;
  ::_exit(has_bug("exits-with-1") ? 1 : 0);
}

void ignore(int) {}

void on_signal(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;  // not restarting: calls return EINTR
  ::sigaction(number, &action, nullptr);
}

void set_handlers() {
  on_signal(SIGINT, has_bug("ignores-sigint") ? ignore : stop);
  on_signal(SIGTERM, has_bug("ignores-sigterm") ? ignore : stop);
  on_signal(SIGPIPE, has_bug("dies-on-broken-pipe") ? SIG_DFL : SIG_IGN);
  on_signal(SIGCHLD, ignore);
  on_signal(SIGWINCH, ignore);
}

/// Short of descriptors, or of another resource.
void wait_for_resources() {
  if (has_bug("dies-without-descriptors")) ::_exit(1);
  if (has_bug("spins-without-descriptors")) return;
  // sleep: how this server waits for better times; no test relies on it
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

int listening_socket() {
  const int fd = ::socket(AF_INET6, SOCK_STREAM, 0);
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(fd, generic, size) < 0 || ::listen(fd, SOMAXCONN) < 0 ||
      ::getsockname(fd, generic, &size) < 0) {
    ::_exit(1);
  }
  std::printf("listening %d\n", ntohs(address.sin6_port));
  std::fflush(stdout);
  return fd;
}

int run(std::string_view model) {
  set_handlers();
  const int listening = listening_socket();
  if (model == "iterative") run_iterative(listening);
  if (model == "fork") run_processes(listening);
  if (model == "thread") run_threads(listening);
  if (model == "pool") run_pool(listening);
  if (model == "select") run_loop(listening, kFewClients);
  if (model == "epoll") run_loop(listening, std::numeric_limits<int>::max());
  return 2;
}

}  // namespace

bool has_bug(std::string_view name) { return g_bug == name; }

int accept_client(int listening) {
  const int client = ::accept(listening, nullptr, nullptr);
  if (client < 0) {
    if (errno == EINTR &&
        (has_bug("dies-on-signal") || has_bug("accept-dies-on-signal"))) {
      ::_exit(1);
    }
    if (errno == EMFILE) wait_for_resources();
    return -1;
  }
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  if (::getpeername(client, reinterpret_cast<sockaddr*>(&peer), &size) < 0 &&
      has_bug("dies-on-aborted-connection")) {
    ::_exit(1);
  }
  ++g_clients;
  return client;
}

void close_client(int client) {
  --g_clients;
  if (has_bug("keeps-descriptors")) {
    ::shutdown(client, SHUT_RDWR);
  } else {
    ::close(client);
  }
}

}  // namespace broken

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: broken-echo MODEL BUG\n");
    return 2;
  }
  broken::g_bug = argv[2];
  return broken::run(argv[1]);
}
