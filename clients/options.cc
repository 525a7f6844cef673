#include "clients/options.hh"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "clients/load/generator.hh"

namespace clients {
namespace {

constexpr int kUsageError = 2;
constexpr double kDefaultSeconds = 2;
constexpr double kLongestSeconds = 86400;
// CLI11 takes -1 for the largest unsigned number: this bound refuses it.
constexpr std::uint64_t kMostMessages = 1'000'000'000'000;
constexpr int kMostConnections = 100'000;
constexpr double kHighestRate = 1e8;
// The texts of all messages that one connection may have under way.
constexpr std::size_t kMostUnderWay = std::size_t{64} << 20;

void describe(CLI::App& app, const std::string& footer) {
  app.footer(footer);
  app.set_version_flag("--version",
                       app.get_name() + " (echolab) " ECHOLAB_VERSION);
  app.get_formatter()->column_width(30);
  app.get_formatter()->label("REQUIRED", "");
}

// Nothing: go on. CLI11's own exit codes, over 100, are never ours. `check`
// may throw what is wrong with options that are right by themselves.
std::optional<ExitStatus> parse(CLI::App& app, int argc, char** argv,
                                const std::function<void()>& check = {}) {
  app.failure_message([](const CLI::App* self, const CLI::Error& error) {
    return self->get_name() + ": " + error.what() + " (see --help)\n";
  });
  try {
    app.parse(argc, argv);
    if (check) check();
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

// An option in seconds.
CLI::Option* add_seconds(CLI::App& app, const std::string& name,
                         std::chrono::nanoseconds& time, double least,
                         const std::string& text) {
  return app
      .add_option_function<double>(
          name, [&time](double seconds) { time = nanoseconds(seconds); }, text)
      ->type_name("SECONDS")
      ->check(within(least, kLongestSeconds));
}

void add_amount(CLI::App& app, load::Plan& plan) {
  app.add_option("--connections", plan.connections,
                 "Connections at the same time")
      ->check(within(1, kMostConnections))
      ->capture_default_str();
  app.add_option("--messages", plan.messages,
                 "Stop after this many, all connections\n"
                 "together; 0: no limit")
      ->check(within(std::uint64_t{0}, kMostMessages))
      ->capture_default_str();
  add_seconds(app, "--duration", plan.duration, 0.001,
              "Stop after so long; replies under way are\n"
              "waited for [2; with --messages no limit]");
  add_seconds(app, "--warm-up", plan.warm_up, 0,
              "Do not count what is sent in the first SECONDS;\n"
              "--duration and --messages begin after them");
  add_seconds(app, "--ramp", plan.ramp, 0,
              "Let connections come, or with --rate the rate\n"
              "grow, evenly from the start until so long after");
  app.add_option("--threads", plan.threads,
                 "Threads that share the connections; default:\n"
                 "half of the processors, the server has the rest")
      ->check(within(1, 1024))
      ->capture_default_str();
}

void add_open_loop(CLI::App& app, load::Plan& plan) {
  auto* rate = app.add_option("--rate", plan.rate,
                              "Plan so many messages a second, whatever the\n"
                              "server does; latency counts from the planned\n"
                              "time. Without it: send when a reply is there")
                   ->type_name("NUMBER")
                   ->check(within(0.001, kHighestRate));
  app.add_option_function<std::string>(
         "--arrivals",
         [&plan](const std::string& name) {
           plan.arrivals = name == "poisson" ? load::Arrivals::kPoisson
                                             : load::Arrivals::kConstant;
         },
         "constant (the default) or poisson: how --rate\n"
         "spaces messages")
      ->type_name("NAME")
      ->check(CLI::IsMember({"constant", "poisson"}).description(""))
      ->needs(rate);
}

void read_sizes(const std::string& text, load::MessageSizes& sizes) {
  try {
    sizes = load::MessageSizes(std::string_view(text));
  } catch (const std::invalid_argument& error) {
    throw CLI::ValidationError("--size", error.what());
  }
}

void add_shape(CLI::App& app, load::Plan& plan) {
  app.add_option_function<std::string>(
         "--size",
         [&plan](const std::string& text) { read_sizes(text, plan.sizes); },
         "Bytes of a message, newline included: a number,\n"
         "a range 16..4096, or a list of them, each with\n"
         "a weight: 64:9,1024..4096:1 [64]")
      ->type_name("SIZES");
  app.add_option("--depth", plan.depth,
                 "Messages under way on a connection: further\n"
                 "ones are sent before the reply is there")
      ->check(within(1, 1 << 16))
      ->capture_default_str();
  app.add_option("--idle", plan.idle,
                 "Open so many more connections, which send\n"
                 "nothing")
      ->check(within(0, kMostConnections))
      ->capture_default_str();
  app.add_option("--session-messages", plan.session_messages,
                 "Connect anew after this many; 0: never")
      ->check(within(std::uint64_t{0}, kMostMessages))
      ->capture_default_str();
  app.add_option("--sources", plan.sources,
                 "Connect from 127.0.0.1 to 127.0.0.N in turn,\n"
                 "so that many short sessions do not run out of\n"
                 "ports; 0: leave it to the system")
      ->check(within(0, 254))
      ->capture_default_str();
}

void add_output(CLI::App& app, LoadOptions& options) {
  add_seconds(app, "--stall", options.plan.stall_limit, 0.1,
              "Give up when nothing moves for so long [10]");
  app.add_option("--json", options.json,
                 "Write the results to FILE as JSON, too;\n"
                 "-: print JSON only")
      ->type_name("FILE");
  app.add_option("--percentiles", options.percentiles,
                 "Write the latencies to FILE in the text form of\n"
                 "HdrHistogram, for gnuplot and others; -: print\n"
                 "them only")
      ->type_name("FILE");
}

// What two options say together.
void check_together(const LoadOptions& options) {
  const load::Plan& plan = options.plan;
  const auto depth = static_cast<std::size_t>(plan.depth);
  if (depth * plan.sizes.largest() > kMostUnderWay) {
    throw CLI::ValidationError("--depth",
                               "so many messages of --size take over 64 MiB");
  }
  if (options.json == "-" && options.percentiles == "-") {
    throw CLI::ValidationError("--percentiles",
                               "--json has standard output already");
  }
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
  load::Plan& plan = options.plan;
  plan.threads = load::default_threads();
  CLI::App app{
      "Loads an echo server: connections send messages, compare every byte of\n"
      "the replies, and time them",
      "echo-load"};
  describe(
      app,
      "Examples:\n"
      "  echo-load localhost 7777 --connections 16\n"
      "  echo-load localhost 7777 --connections 4 --messages 10000 \\\n"
      "            --session-messages 1 --sources 50\n"
      "  echo-load localhost 7777 --connections 64 --rate 5000 \\\n"
      "            --arrivals poisson --percentiles latency.txt\n"
      "  echo-load localhost 7777 --connections 4 --idle 500 --depth 8 \\\n"
      "            --size 64:9,1024..4096:1 --warm-up 0.5 --duration 1\n"
      "Exit status: 0 every reply came back intact; 1 an error, or no\n"
      "connection; 2 wrong usage.");
  add_server(app, plan.host, plan.port);
  add_amount(app, plan);
  add_open_loop(app, plan);
  add_shape(app, plan);
  add_output(app, options);
  const auto check = [&options] { check_together(options); };
  if (const auto status = parse(app, argc, argv, check)) return *status;
  const bool is_bounded = plan.duration.count() > 0 || plan.messages > 0;
  if (!is_bounded) plan.duration = nanoseconds(kDefaultSeconds);
  return options;
}

}  // namespace clients
