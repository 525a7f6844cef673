// broken-echo: an echo server with one bug, chosen on its command line.
//
//   broken-echo MODEL BUG     prints "listening PORT"
//
// Each bug is one that people make and that a check must catch; without one
// ("none") every model passes. Small rather than good: a stop is _exit(0) in
// the handler, and whatever else goes wrong ends the process.
#ifndef TESTS_LABS_CONFORMANCE_MUTANTS_BROKEN_ECHO_HH
#define TESTS_LABS_CONFORMANCE_MUTANTS_BROKEN_ECHO_HH

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace broken {

constexpr int kWorkers = 4;
constexpr int kQueue = 16;
constexpr std::size_t kFewClients = 1000;

/// Whether the server was started with that bug.
bool has_bug(std::string_view name);

/// Accepts a client; -1: none now.
int accept_client(int listening);

/// Closes the connection of a client that has left.
void close_client(int client);

/// What comes back for what was read: all of it, but for the bug. One object a
/// session.
class Echo {
 public:
  std::string of(std::string_view bytes);

 private:
  std::string half_line_;
  std::size_t column_ = 0;
};

/// Whether a session ends after a read(2) that returned `n`; `first`: it was
/// the session's first.
bool ends_session(int client, ssize_t n, bool first);

/// Serves a blocking connection to its end, and closes it.
void serve(int client);

void run_iterative(int listening);
void run_processes(int listening);
void run_threads(int listening);
void run_pool(int listening);
void run_loop(int listening, std::size_t most_clients);

}  // namespace broken

#endif
