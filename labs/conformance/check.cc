#include "labs/conformance/check.hh"

#include <exception>
#include <vector>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/expectation.hh"

namespace conformance {
namespace {

constexpr const char* kPort = "7777";

/// Starts the server, makes the check by hand, stops the server.
std::string replay_of(const Check& check, const Endpoint& server) {
  return server.command + " " + kPort +
         " & sleep 1; python3 -c 'from socket import *; from os import *; "
         "from signal import *; from time import *; "
         "c = lambda: create_connection((\"" +
         server.host + "\", " + kPort + "), 5); p = '$!'; " +
         std::string(check.steps) +
         "'; kill $!; sleep 1; kill -9 $! 2>/dev/null; wait $!; "
         "echo status $?";
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
