#include "labs/conformance/check.hh"

#include <exception>
#include <vector>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/expectation.hh"

namespace conformance {
namespace {

constexpr const char* kPort = "7777";

/// A child of Python's, so that it can send more than the server takes.
constexpr std::string_view kFlood =
    R"py(block = b"x" * 65535 + b"\n"; flood = lambda a, n: fork() or exec()py"
    R"py("try:\n for i in range(n): a.sendall(block)\n a.shutdown(1)\n)py"
    R"py(except OSError: pass\n_exit(0)"); )py";

/// Starts the server, makes the check by hand, stops the server.
std::string replay_of(const Check& check, const Endpoint& server) {
  const bool floods = check.steps.find("flood(") != check.steps.npos;
  return server.command + " " + kPort +
         " & sleep 1; python3 -c 'from socket import *; from os import *; "
         "from signal import *; from time import *; "
         "c = lambda: create_connection((\"" +
         server.host + "\", " + kPort + "), 5); p = '$!'; " +
         std::string(floods ? kFlood : "") + std::string(check.steps) +
         "'; { kill $!; sleep 1; kill -9 $!; } 2>/dev/null; wait $!; "
         "echo status $?" +
         std::string(kShown) + std::string(check.shown);
}

void judge(const Check& check, const Endpoint& server, Result& result) {
  try {
    check.body(server);
    result.verdict = Verdict::kPassed;
    result.observed = result.expected;
  } catch (const Unmet& unmet) {
    result.verdict = Verdict::kFailed;
    result.expected += ": " + unmet.expected;
    result.observed = unmet.observed;
  } catch (const std::exception& error) {
    result.observed =
        std::string("the check could not be made: ") + error.what();
  }
}

std::vector<Check> collect() {
  std::vector<Check> all;
  for (const auto part :
       {echo_checks(), session_checks(), interruption_checks(),
        slow_reader_checks(), resource_checks(), stop_checks(),
        iterative_checks(), process_checks(), traced_checks(),
        event_loop_checks(), thread_checks()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace

Result Check::run(const Endpoint& server) const noexcept {
  Result result;
  result.id = id;
  result.expected = title;
  result.replay = replay_of(*this, server);
  judge(*this, server, result);
  return result;
}

std::span<const Check> checks() {
  static const std::vector<Check> all = collect();
  return all;
}

const Check* find_check(std::string_view id) {
  for (const Check& check : checks()) {
    if (check.id == id) return &check;
  }
  return nullptr;
}

}  // namespace conformance
