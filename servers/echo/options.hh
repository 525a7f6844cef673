// The command line of the echo servers: the same few options everywhere, and
// those that make sense for one variant only.
#ifndef SERVERS_ECHO_OPTIONS_HH
#define SERVERS_ECHO_OPTIONS_HH

#include <cstdint>
#include <string>
#include <variant>

#include "servers/echo/log.hh"

namespace echo {

struct Options {
  std::string host;  // empty: every address of this machine, IPv4 and IPv6
  std::uint16_t port = 0;  // 0: the kernel picks a free one
  int backlog = 1024;
  LogLevel log_level = LogLevel::kInfo;
  int workers = 4;      // Extra::kPool: threads that serve
  int queue = 16;       // Extra::kPool: accepted clients that may wait
  int max_clients = 0;  // Extra::kMaxClients; 0: as many as the system allows
};

/// Options beyond the ones that every server has.
enum class Extra { kNone, kPool, kMaxClients };

struct Variant {
  const char* program;  // "echo-fork"
  const char* summary;  // the concurrency model, for --help
  Extra extra = Extra::kNone;
};

/// Nothing to serve: the text is printed already, exit with this.
struct ExitStatus {
  int value;  // 0 after --help and --version, 2 after wrong usage
};

/// Reads the command line of `variant`.
std::variant<Options, ExitStatus> parse_options(const Variant& variant,
                                                int argc, char** argv);

}  // namespace echo

#endif
