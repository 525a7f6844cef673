// What every variant does before and after it serves: options, log, signals,
// the listening socket, the announcement, the summary.
#ifndef SERVERS_ECHO_SERVER_HH
#define SERVERS_ECHO_SERVER_HH

#include "servers/echo/acceptor.hh"
#include "servers/echo/options.hh"
#include "servers/echo/stop_request.hh"

namespace echo {

struct Server {
  const Options& options;
  const StopRequest& stop;
  Acceptor& acceptor;

  /// Prints "listening PORT" on standard output: from now on whoever started us
  /// may connect. Call it once, when everything is set up.
  void announce() const;
};

/// Sets up a server, calls `serve` (which announces it, and returns when a stop
/// is requested and all its sessions have ended) and logs a summary. Returns
/// the exit status: 0 stopped, 1 could not start or go on (one line on standard
/// error says why), 2 wrong usage.
int run_server(const Variant& variant, int argc, char** argv,
               void (*serve)(Server& server));

}  // namespace echo

#endif
