#include "clients/options.hh"

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>

namespace clients {
namespace {

constexpr int kUsageError = 2;
constexpr double kDefaultSeconds = 2;
constexpr double kLongestSeconds = 86400;
constexpr int kLargestMessage = 1 << 20;

void describe(CLI::App& app, const std::string& footer) {
  app.footer(footer);
  app.set_version_flag("--version",
                       app.get_name() + " (echolab) " ECHOLAB_VERSION);
  app.get_formatter()->column_width(30);
}

// Nothing: go on. CLI11's own exit codes, over 100, are never ours.
std::optional<ExitStatus> parse(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return ExitStatus{app.exit(error) == 0 ? 0 : kUsageError};
  }
  return std::nullopt;
}

void add_server(CLI::App& app, std::string& host, std::string& port) {
  app.add_option("HOST", host, "Name or address of the server")->required();
  app.add_option("PORT", port, "Its TCP port")
      ->required();
}

std::chrono::nanoseconds nanoseconds(double seconds) {
  return std::chrono::ceil<std::chrono::nanoseconds>(
      std::chrono::duration<double>(seconds));
}

void add_amount(CLI::App& app, load::Plan& plan) {
  app.add_option("--connections", plan.connections,
                 "Connections at the same time")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  app.add_option("--messages", plan.messages,
                 "Stop after this many in total, all connections together; "
                 "0: no limit")
      ->capture_default_str();
  app.add_option("--size", plan.size,
                 "Bytes of a message, its newline included")
      ->check(CLI::Range(1, kLargestMessage))
      ->capture_default_str();
}

void add_shape(CLI::App& app, load::Plan& plan) {
  app.add_option("--session-messages", plan.session_messages,
                 "Close the connection after this many and connect anew; "
                 "0: never")
      ->capture_default_str();
  app.add_option("--sources", plan.sources,
                 "Connect from 127.0.0.1 to 127.0.0.N in turn, so that many "
                 "short sessions do not run out of ports (IPv4 loopback "
                 "only); 0: one address, of the system's choice")
      ->check(CLI::Range(0, 254))
      ->capture_default_str();
}

}  // namespace

std::variant<EchoClientOptions, ExitStatus> parse_echo_client(int argc,
                                                              char** argv) {
  EchoClientOptions options;
  CLI::App app{
      "Sends lines from standard input to an echo server and prints "
      "its replies",
      "echo-client"};
  describe(app,
           "Examples:\n"
           "  echo-client localhost 7777                type; Ctrl-D ends\n"
           "  echo-client localhost 7777 < a > b        send a file\n"
           "  echo-client localhost 7777 --once hello   one line, no input\n"
           "Exit status: 0 everything came back; 1 no connection, or the\n"
           "server closed it early; 2 wrong usage.");
  add_server(app, options.host, options.port);
  app.add_option("--once", options.once,
                 "Send TEXT and a newline, print the reply, and leave")
      ->type_name("TEXT");
  if (const auto status = parse(app, argc, argv)) return *status;
  return options;
}

std::variant<HostinfoOptions, ExitStatus> parse_hostinfo(int argc,
                                                         char** argv) {
  HostinfoOptions options;
  CLI::App app{"Prints every address of a host, one a line", "hostinfo"};
  describe(app,
           "Examples:\n"
           "  hostinfo localhost         addresses\n"
           "  hostinfo localhost http    addresses, each with the port\n"
           "  hostinfo ::1               a literal address is a name, too\n"
           "Exit status: 0 found; 1 not found; 2 wrong usage.");
  app.add_option("NAME", options.name, "Host name, IPv4 or IPv6 address")
      ->required();
  app.add_option("SERVICE", options.service,
                 "Service name or port number: print ports, too");
  app.add_flag("--canonical", options.canonical,
               "Print the canonical name first");
  if (const auto status = parse(app, argc, argv)) return *status;
  return options;
}

std::variant<LoadOptions, ExitStatus> parse_load(int argc, char** argv) {
  LoadOptions options;
  double duration = 0;
  double stall = 10;
  CLI::App app{
      "Loads an echo server: each connection sends a message, waits "
      "for the reply, compares it, and sends the next",
      "echo-load"};
  describe(app,
           "Examples:\n"
           "  echo-load localhost 7777 --connections 16\n"
           "  echo-load localhost 7777 --connections 4 --messages 100000 \\\n"
           "            --session-messages 1 --sources 50\n"
           "Exit status: 0 every reply came back intact; 1 an error, or no\n"
           "connection; 2 wrong usage.");
  add_server(app, options.plan.host, options.plan.port);
  add_amount(app, options.plan);
  app.add_option("--duration", duration,
                 "Stop after this many seconds [2, or no limit with "
                 "--messages]; replies under way are still waited for")
      ->check(CLI::Range(0.001, kLongestSeconds));
  add_shape(app, options.plan);
  app.add_option("--stall", stall,
                 "Give up when nothing moves for this many seconds")
      ->check(CLI::Range(0.1, kLongestSeconds))
      ->capture_default_str();
  app.add_option("--json", options.json,
                 "Write the results to FILE as JSON; - prints JSON only")
      ->type_name("FILE");
  if (const auto status = parse(app, argc, argv)) return *status;
  if (duration == 0 && options.plan.messages == 0) duration = kDefaultSeconds;
  options.plan.duration = nanoseconds(duration);
  options.plan.stall_limit = nanoseconds(stall);
  return options;
}

}  // namespace clients
