#include "labs/assignments/server_tests/printed_totals.hh"

#include <random>
#include <string>

#include "labs/conformance/client.hh"
#include "labs/conformance/facts.hh"
#include "labs/grader/sandbox/defences.hh"

namespace server_tests {
namespace {

using conformance::Client;
using conformance::Endpoint;

constexpr char kFirst[] = "one\n";

// One line, of a length that nobody knows before.
const std::string& drawn_line() {
  static const std::string line = [] {
    std::random_device random;
    const std::size_t length =
        is_on(grader::Defence::kDrawnNumbers) ? 100 + random() % 900 : 8;
    return std::string(length - 1, 'x') + '\n';
  }();
  return line;
}

void leave(Client& client) {
  client.finish_sending();
  client.require_end_of_file();
}

void speak_and_leave(const Endpoint& server) {
  Client first(server);
  Client second(server);
  first.require_echo(kFirst);
  second.require_echo(drawn_line());
  leave(first);
  leave(second);
  await_blocked(server);  // a thread may print after it has closed
}

constexpr conformance::Check kTotals = {
    "totals",
    "the server prints how much it has echoed to all clients",
    [](const conformance::Claims&) { return true; },
    speak_and_leave,
    R"(a = c(); b = c(); [(s.sendall(b"four\n"), s.recv(9)) )"
    R"(for s in (a, b, b)]; a.close(); sleep(.5); b.close(); sleep(1))",
    "echoed 5, then echoed 15"};

}  // namespace

const conformance::Check& totals_check() { return kTotals; }

std::string total_line() {
  return "echoed " +
         std::to_string(std::string_view(kFirst).size() + drawn_line().size());
}

bool has_line(std::string_view output, std::string_view line) {
  const std::string lines = "\n" + std::string(output);
  return lines.find("\n" + std::string(line) + "\n") != lines.npos;
}

}  // namespace server_tests
