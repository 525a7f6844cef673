// echo-client: sends lines to an echo server and prints what comes back.
//
// Typed at a terminal it behaves like the textbook's client: a line, its echo,
// the next line. That client, though, does one thing at a time. Given a large
// file it would write while nobody reads the echo, until the server, which
// cannot get rid of it, stops reading, too; here both directions are watched at
// once and neither waits for the other. And it sees at once, not with the next
// line, that the server has gone.
//
// Source: CSAPP 11.4.9; Stevens, UNP volume 1, 6.4 to 6.7.
#include <poll.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "clients/options.hh"
#include "csapp.h"
#include "csapp/descriptor.hh"

namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

int complain(const std::string& what) {
  fprintf(stderr, "echo-client: %s\n", what.c_str());
  return 1;
}

int complain_errno(const std::string& what) {
  return complain(what + ": " + strerror(errno));
}

int server_closed() { return complain("server closed the connection"); }

bool print(const char* bytes, ssize_t count) {
  return rio_writen(STDOUT_FILENO, bytes, static_cast<size_t>(count)) >= 0;
}

// --once: a line there, a line back.
int ask(int server, std::string line) {
  line += '\n';
  if (rio_writen(server, line.data(), line.size()) < 0) return server_closed();
  const ssize_t count = rio_readn(server, line.data(), line.size());
  if (count > 0 && !print(line.data(), count)) {
    return complain_errno("cannot print");
  }
  return count == ssize_t(line.size()) ? 0 : server_closed();
}

// Standard input to the server and replies to standard output, until the
// server has closed its half, too.
int converse(int server) {
  static char typed[kBufferBytes];
  static char reply[kBufferBytes];
  std::string_view unsent;   // part of what was typed
  bool typing = true;        // no end of input yet
  std::int64_t awaited = 0;  // bytes that were sent and have not come back

  while (true) {
    const bool reads_input = typing && unsent.empty();
    pollfd ready[] = {
        {server, short(unsent.empty() ? POLLIN : POLLIN | POLLOUT), 0},
        {reads_input ? STDIN_FILENO : -1, POLLIN, 0}};
    if (poll(ready, 2, -1) < 0) return complain_errno("poll");

    if (ready[0].revents & ~POLLOUT) {  // a reply, or the end of all replies
      const ssize_t n = read(server, reply, sizeof reply);
      if (n <= 0) return typing || awaited > 0 ? server_closed() : 0;
      if (!print(reply, n)) return complain_errno("cannot print");
      awaited -= n;
    }
    if (ready[0].revents & POLLOUT) {
      // As much as there is room for: a write that waits would not read.
      const ssize_t n =
          send(server, unsent.data(), unsent.size(), MSG_DONTWAIT);
      if (n < 0 && errno != EAGAIN) return server_closed();
      unsent.remove_prefix(n < 0 ? 0 : size_t(n));
      awaited += n < 0 ? 0 : n;
    }
    if (ready[1].revents != 0) {
      const ssize_t n = read(STDIN_FILENO, typed, sizeof typed);
      if (n < 0) return complain_errno("cannot read the input");
      unsent = {typed, size_t(n)};
      typing = n > 0;
      if (!typing) shutdown(server, SHUT_WR);  // and go on reading
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = clients::parse_echo_client(argc, argv);
  if (const auto* exit_status = std::get_if<clients::ExitStatus>(&parsed)) {
    return exit_status->value;
  }
  const auto& options = std::get<clients::EchoClientOptions>(parsed);
  Signal(SIGPIPE, SIG_IGN);  // a write to a reader that left fails: EPIPE
  const csapp::Descriptor server(
      open_clientfd(options.host.c_str(), options.port.c_str()));
  if (server.get() == -2) return 1;  // it has said why
  if (!server) {
    return complain_errno("cannot connect to " + options.host + " port " +
                          options.port);
  }
  return options.once ? ask(server.get(), *options.once)
                      : converse(server.get());
}
