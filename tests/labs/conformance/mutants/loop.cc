// One task with an event loop, for what claims to be select or epoll.
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <map>
#include <vector>

#include "tests/labs/conformance/mutants/broken_echo.hh"

namespace broken {
namespace {

struct Session {
  Echo echo;
  std::string pending;
  bool first = true;
};

bool is_full(const Session& session) {
  return !session.pending.empty() && !has_bug("buffers-without-bound");
}

/// False: the session has ended.
bool write_pending(int client, Session& session) {
  if (has_bug("stalls-on-slow-reader")) ::fcntl(client, F_SETFL, 0);
  const ssize_t n =
      ::write(client, session.pending.data(), session.pending.size());
  ::fcntl(client, F_SETFL, O_NONBLOCK);
  if (n < 0) return errno == EAGAIN;
  session.pending.erase(0, static_cast<std::size_t>(n));
  if (has_bug("forgets-the-rest")) session.pending.clear();
  return true;
}

/// read(2), but for the bug.
ssize_t read_bytes(int client, std::array<char, 65536>& buffer) {
  const ssize_t first = ::read(client, buffer.data(), buffer.size());
  if (first <= 0) return first;
  auto size = static_cast<std::size_t>(first);
  while (has_bug("waits-for-whole-line") && buffer[size - 1] != '\n') {
    pollfd rest{.fd = client, .events = POLLIN, .revents = 0};
    ::poll(&rest, 1, -1);
    const ssize_t more =
        ::read(client, buffer.data() + size, buffer.size() - size);
    if (more <= 0) break;
    size += static_cast<std::size_t>(more);
  }
  return static_cast<ssize_t>(size);
}

bool read_some(int client, Session& session) {
  std::array<char, 65536> buffer;
  const ssize_t n = read_bytes(client, buffer);
  if (n < 0 && errno == EAGAIN) return true;
  if (ends_session(client, n, session.first)) return false;
  session.first = false;
  session.pending +=
      session.echo.of({buffer.data(), static_cast<std::size_t>(n)});
  return session.pending.empty() || write_pending(client, session);
}

bool advance(int client, Session& session, short ready) {
  if ((ready & POLLOUT) != 0 && !write_pending(client, session)) return false;
  return is_full(session) || read_some(client, session);
}

void refuse(int client) {
  const linger abort{.l_onoff = 1, .l_linger = 0};
  if (has_bug("refuses-by-reset")) {
    ::setsockopt(client, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
  }
  ::close(client);
}

int timeout_ms() {
  if (has_bug("busy-loop")) return 0;
  return has_bug("wakes-every-millisecond") ? 1 : -1;
}

using Sessions = std::map<int, Session>;

int g_newest = 0;

bool is_watched(int client) {
  return !has_bug("watches-up-to-newest") || client <= g_newest;
}

std::vector<pollfd> interests(int listening, const Sessions& sessions) {
  std::vector<pollfd> all{{.fd = listening, .events = POLLIN, .revents = 0}};
  for (const auto& [client, session] : sessions) {
    if (!is_watched(client)) continue;
    short events = is_full(session) ? 0 : POLLIN;
    if (!session.pending.empty()) events |= POLLOUT;
    all.push_back({.fd = client, .events = events, .revents = 0});
  }
  return all;
}

void accept_into(Sessions& sessions, int listening, std::size_t most) {
  const int client = accept_client(listening);
  if (client < 0) return;
  ::fcntl(client, F_SETFL, O_NONBLOCK);
  if (sessions.size() < most) {
    sessions[client];
    g_newest = client;
  } else {
    refuse(client);
  }
}

}  // namespace

void run_loop(int listening, std::size_t most_clients) {
  if (has_bug("serves-two")) most_clients = 2;
  ::fcntl(listening, F_SETFL, O_NONBLOCK);
  Sessions sessions;
  for (;;) {
    std::vector<pollfd> ready = interests(listening, sessions);
    if (::poll(ready.data(), ready.size(), timeout_ms()) < 0) {
      if (has_bug("dies-on-signal")) ::_exit(1);
      continue;
    }
    for (std::size_t i = 1; i < ready.size(); ++i) {
      const int client = ready[i].fd;
      if (ready[i].revents == 0) continue;
      if (advance(client, sessions[client], ready[i].revents)) continue;
      sessions.erase(client);
      close_client(client);
    }
    if (ready[0].revents != 0) {
      accept_into(sessions, listening, most_clients);
    }
  }
}

}  // namespace broken
