#include "servers/echo/server.hh"

#include <cinttypes>
#include <cstdio>
#include <exception>

#include "csapp/signal.h"
#include "servers/echo/listener.hh"

namespace echo {
namespace {

int run(const Variant& variant, const Options& options,
        void (*serve)(Server&)) {
  open_log(variant.program, options.log_level);
  // A client that leaves early is an error of one write, not of the server.
  Signal(SIGPIPE, SIG_IGN);
  const StopRequest stop;
  Acceptor acceptor(open_listener(options.host, options.port, options.backlog),
                    stop);

  Server server{.options = options, .stop = stop, .acceptor = acceptor};
  serve(server);

  const std::uint64_t sessions = acceptor.accepted();
  log(LogLevel::kInfo, "stopped after %" PRIu64 " session%s", sessions,
      sessions == 1 ? "" : "s");
  return acceptor.failed() ? 1 : 0;
}

}  // namespace

void Server::announce() const {
  std::printf("listening %d\n", local_port(acceptor.fd()));
  std::fflush(stdout);
}

int run_server(const Variant& variant, int argc, char** argv,
               void (*serve)(Server&)) {
  const auto parsed = parse_options(variant, argc, argv);
  if (const auto* status = std::get_if<ExitStatus>(&parsed)) {
    return status->value;
  }
  try {
    return run(variant, std::get<Options>(parsed), serve);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", variant.program, error.what());
    return 1;
  }
}

}  // namespace echo
