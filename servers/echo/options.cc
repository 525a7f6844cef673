#include "servers/echo/options.hh"

#include <CLI/CLI.hpp>
#include <map>

namespace echo {
namespace {

constexpr int kUsageError = 2;

const std::map<std::string, LogLevel> kLevels = {{"debug", LogLevel::kDebug},
                                                 {"info", LogLevel::kInfo},
                                                 {"warn", LogLevel::kWarn},
                                                 {"error", LogLevel::kError},
                                                 {"off", LogLevel::kOff}};

/// Without the type and range that CLI11 would print before the description.
CLI::Option* add_number(CLI::App& app, const char* name, int& value,
                        CLI::Range range, const char* description) {
  return app.add_option(name, value, description)
      ->check(range.description(""))
      ->type_name("N")
      ->capture_default_str();
}

void add_shared_options(CLI::App& app, Options& options, std::string& level) {
  app.add_option("PORT", options.port, "TCP port; 0: any free one")
      ->required()
      ->type_name("")
      ->check(CLI::Range(0, 65535).description(""));
  app.add_option("--host", options.host,
                 "Listen on this address only, not on every\n"
                 "address of this machine, IPv4 and IPv6")
      ->type_name("ADDRESS");
  add_number(app, "--backlog", options.backlog, {1, 65535},
             "Clients the kernel keeps until they are\naccepted");
  app.add_option("--log-level", level, "debug, info, warn, error or off")
      ->type_name("LEVEL")
      ->check(CLI::IsMember(kLevels).description(""))
      ->capture_default_str();
}

void add_extra_options(CLI::App& app, Extra extra, Options& options) {
  if (extra == Extra::kPool) {
    add_number(app, "--workers", options.workers, {1, 1000},
               "Threads that serve clients");
    add_number(app, "--queue", options.queue, {1, 100000},
               "Accepted clients that may wait for a worker");
  } else if (extra == Extra::kMaxClients) {
    add_number(app, "--max-clients", options.max_clients, {0, 1000000},
               "Close further clients at once; 0: as many as\n"
               "the system allows");
  }
}

/// Wrong usage gets one line.
std::string failure_line(const CLI::App* app, const CLI::Error& error) {
  return app->get_name() + ": " + error.what() + " (see --help)\n";
}

}  // namespace

std::variant<Options, ExitStatus> parse_options(const Variant& variant,
                                                int argc, char** argv) {
  Options options;
  std::string level = "info";
  CLI::App app{std::string("Echo server: ") + variant.summary, variant.program};
  app.footer(
      std::string("The first line on standard output is 'listening PORT'; ") +
      "the log goes to\nstandard error. Ctrl-C (SIGINT) or SIGTERM stops "
      "it.\n" +
      "Exit status: 0 stopped, 1 could not start or go on, 2 wrong usage.\n\n" +
      "Try it: " + variant.program +
      " 7777, then in another terminal: telnet localhost 7777");
  app.set_version_flag("--version", std::string(variant.program) +
                                        " (echolab) " ECHOLAB_VERSION);
  app.get_formatter()->column_width(27);
  app.failure_message(failure_line);
  add_shared_options(app, options, level);
  add_extra_options(app, variant.extra, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return ExitStatus{app.exit(error) == 0 ? 0 : kUsageError};
  }
  options.log_level = kLevels.at(level);
  return options;
}

}  // namespace echo
