// The command lines of the clients.
#ifndef CLIENTS_OPTIONS_HH
#define CLIENTS_OPTIONS_HH

#include <optional>
#include <string>
#include <variant>

#include "clients/load/plan.hh"

namespace clients {

/// Nothing to do: the text is printed already, exit with this.
struct ExitStatus {
  int value;  // 0 after --help and --version, 2 after wrong usage
};

struct EchoClientOptions {
  std::string host;
  std::string port;
  std::optional<std::string> once;  // say this, not standard input
};

struct HostinfoOptions {
  std::string name;
  std::string service;  // empty: none given
  bool canonical = false;
};

struct LoadOptions {
  load::Plan plan;
  // Files to write; "-" for standard output, empty: none.
  std::string json;
  std::string percentiles;
};

/// Each reads the command line of one client.
std::variant<EchoClientOptions, ExitStatus> parse_echo_client(int argc,
                                                              char** argv);
std::variant<HostinfoOptions, ExitStatus> parse_hostinfo(int argc, char** argv);
std::variant<LoadOptions, ExitStatus> parse_load(int argc, char** argv);

}  // namespace clients

#endif
