#include "clients/options.hh"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <string>

namespace clients {
namespace {

constexpr int kUsageError = 2;
constexpr double kDefaultSeconds = 2;
constexpr double kLongestSeconds = 86400;
constexpr int kLargestMessage = 1 << 20;
// CLI11 takes -1 for the largest unsigned number: this bound refuses it.
constexpr std::uint64_t kMostMessages = 1'000'000'000'000;

void describe(CLI::App& app, const std::string& footer) {
  app.footer(footer);
  app.set_version_flag("--version",
                       app.get_name() + " (echolab) " ECHOLAB_VERSION);
  app.get_formatter()->column_width(30);
  app.get_formatter()->label("REQUIRED", "");
}

// Nothing: go on. CLI11's own exit codes, over 100, are never ours.
std::optional<ExitStatus> parse(CLI::App& app, int argc, char** argv) {
  app.failure_message([](const CLI::App* self, const CLI::Error& error) {
    return self->get_name() + ": " + error.what() + " (see --help)\n";
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return ExitStatus{app.exit(error) == 0 ? 0 : kUsageError};
  }
  return std::nullopt;
}

// A range whose bounds the help text need not repeat after every option.
template <typename T>
CLI::Validator within(T low, T high) {
  return CLI::Range(low, high).description("");
}

// getaddrinfo takes 65536 for 0: it is refused here.
CLI::Validator port_number() { return within(0, 65535); }

std::string port_or_service(const std::string& text) {
  const bool is_name =
      text.find_first_not_of("0123456789") != std::string::npos;
  return is_name ? std::string() : port_number()(text);
}

void add_server(CLI::App& app, std::string& host, std::string& port) {
  app.add_option("HOST", host, "Name or address of the server")
      ->type_name("")
      ->required();
  app.add_option("PORT", port, "Its TCP port")
      ->type_name("")
      ->check(port_number())
      ->required();
}

std::chrono::nanoseconds nanoseconds(double seconds) {
  return std::chrono::ceil<std::chrono::nanoseconds>(
      std::chrono::duration<double>(seconds));
}

void add_amount(CLI::App& app, LoadOptions& options) {
  app.add_option("--connections", options.plan.connections,
                 "Connections at the same time")
      ->check(within(1, 100000))
      ->capture_default_str();
  app.add_option("--messages", options.plan.messages,
                 "Stop after this many, all connections\n"
                 "together; 0: no limit")
      ->check(within(std::uint64_t{0}, kMostMessages))
      ->capture_default_str();
  app.add_option("--size", options.plan.size,
                 "Bytes of a message, newline included")
      ->check(within(1, kLargestMessage))
      ->capture_default_str();
  app.add_option("--duration", options.seconds,
                 "Stop after this many seconds; replies under\n"
                 "way are waited for [2; with --messages no\n"
                 "limit]")
      ->check(within(0.001, kLongestSeconds));
}

void add_shape(CLI::App& app, LoadOptions& options) {
  app.add_option("--session-messages", options.plan.session_messages,
                 "Connect anew after this many; 0: never")
      ->check(within(std::uint64_t{0}, kMostMessages))
      ->capture_default_str();
  app.add_option("--sources", options.plan.sources,
                 "Connect from 127.0.0.1 to 127.0.0.N in turn,\n"
                 "so that many short sessions do not run out of\n"
                 "ports; 0: leave it to the system")
      ->check(within(0, 254))
      ->capture_default_str();
  app.add_option("--stall", options.stall_seconds,
                 "Give up when nothing moves for so many seconds")
      ->check(within(0.1, kLongestSeconds))
      ->capture_default_str();
  app.add_option("--json", options.json,
                 "Write the results to FILE as JSON, too;\n"
                 "-: print JSON only")
      ->type_name("FILE");
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
                 "Send one line, print the reply, and leave")
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
      ->type_name("")
      ->required();
  app.add_option("SERVICE", options.service,
                 "Service name or port number: print ports, too")
      ->type_name("")
      ->check(port_or_service);
  app.add_flag("--canonical", options.canonical,
               "Print the canonical name first");
  if (const auto status = parse(app, argc, argv)) return *status;
  return options;
}

std::variant<LoadOptions, ExitStatus> parse_load(int argc, char** argv) {
  LoadOptions options;
  CLI::App app{
      "Loads an echo server: each connection sends a message, waits for the\n"
      "reply, compares it, and sends the next",
      "echo-load"};
  describe(app,
           "Examples:\n"
           "  echo-load localhost 7777 --connections 16\n"
           "  echo-load localhost 7777 --connections 4 --messages 100000 \\\n"
           "            --session-messages 1 --sources 50\n"
           "Exit status: 0 every reply came back intact; 1 an error, or no\n"
           "connection; 2 wrong usage.");
  add_server(app, options.plan.host, options.plan.port);
  add_amount(app, options);
  add_shape(app, options);
  if (const auto status = parse(app, argc, argv)) return *status;
  const bool bounded = options.seconds > 0 || options.plan.messages > 0;
  if (!bounded) options.seconds = kDefaultSeconds;
  options.plan.duration = nanoseconds(options.seconds);
  options.plan.stall_limit = nanoseconds(options.stall_seconds);
  return options;
}

}  // namespace clients
