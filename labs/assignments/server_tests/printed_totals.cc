#include "labs/assignments/server_tests/printed_totals.hh"

#include <string>

#include "labs/conformance/client.hh"
#include "labs/conformance/facts.hh"

namespace server_tests {
namespace {

using conformance::Client;
using conformance::Endpoint;

void leave(Client& client) {
  client.finish_sending();
  client.require_end_of_file();
}

void speak_and_leave(const Endpoint& server) {
  Client first(server);
  Client second(server);
  first.require_echo("one\n");
  second.require_echo("two\n");
  second.require_echo("six\n");
  leave(first);
  leave(second);
  await_blocked(server);  // a thread may print after it has closed
}

constexpr conformance::Check kTotals = {
    "totals", "the server prints how much it has echoed to all clients",
    [](const conformance::Claims&) { return true; }, speak_and_leave,
    R"(a = c(); b = c(); [(s.sendall(b"four"), s.recv(4)) )"
    R"(for s in (a, b, b)]; a.close(); b.close(); sleep(1))"};

}  // namespace

const conformance::Check& totals_check() { return kTotals; }

bool has_line(std::string_view output, std::string_view line) {
  const std::string lines = "\n" + std::string(output);
  return lines.find("\n" + std::string(line) + "\n") != lines.npos;
}

}  // namespace server_tests
