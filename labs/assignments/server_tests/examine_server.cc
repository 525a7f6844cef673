#include "labs/assignments/server_tests/examine_server.hh"

#include <filesystem>
#include <stdexcept>

#include "labs/assignments/server_tests/explore_server.hh"
#include "labs/assignments/server_tests/printed_totals.hh"
#include "labs/conformance/check.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/proc_observer.hh"
#include "labs/conformance/readiness.hh"
#include "labs/conformance/wait_until.hh"
#include "labs/grader/sandbox/defences.hh"
#include "labs/grader/sandbox/student_program.hh"

namespace server_tests {
namespace {

using conformance::Verdict;
using grader::Defence;
using grader::Finding;
using grader::Status;

constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::seconds kStart{2};

const conformance::Check& check_named(const std::string& id) {
  if (id == totals_check().id) return totals_check();
  const conformance::Check* check = conformance::find_check(id);
  if (check == nullptr) {
    throw std::invalid_argument("the rubric needs an unknown check: " + id);
  }
  return *check;
}

Finding finding_of(conformance::Result result) {
  Status status = Status::kError;
  if (result.verdict == Verdict::kPassed) status = Status::kPassed;
  if (result.verdict == Verdict::kFailed) status = Status::kFailed;
  return {.status = status,
          .expected = std::move(result.expected),
          .observed = std::move(result.observed),
          .replay = std::move(result.replay)};
}

// Until its threads wait for clients: or what a check sees might depend on how
// far they are. A server that never sleeps is for a check to find.
void settle(const conformance::Endpoint& server) {
  static_cast<void>(conformance::wait_until(
      kStart, [&] { return conformance::is_blocked(server); }));
}

Finding examine(const conformance::Check& check,
                const conformance::Claims& claims, pid_t server) {
  conformance::ProcObserver observer(server);
  const auto port = conformance::await_listening(observer, server, kPatience);
  if (!port) {
    const auto status = observer.wait_status();
    const bool believed = status == 0 && !is_on(Defence::kEvidence);
    return {.status = believed ? Status::kPassed : Status::kFailed,
            .expected = "a server that listens on the port it is told to",
            .observed = conformance::describe_status(status)};
  }
  const conformance::Endpoint endpoint{.host = "127.0.0.1",
                                       .port = *port,
                                       .pid = server,
                                       .claims = claims,
                                       .observer = observer,
                                       .command = "./server",
                                       .patience = kPatience};
  settle(endpoint);
  return finding_of(check.run(endpoint));
}

// What the clients cannot see.
void judge_output(const conformance::Check& check,
                  const grader::Printed& printed, Finding& finding) {
  if (check.id != totals_check().id || finding.status != Status::kPassed ||
      has_line(printed.out, total_line())) {
    return;
  }
  finding.status = Status::kFailed;
  finding.expected += ": the line \"" + total_line() + "\"";
  finding.observed = printed.out;
}

Finding examine(const std::string& need, conformance::Claims claims,
                const grader::Limits& limits) {
  const conformance::Check& check = check_named(need);
  std::filesystem::permissions("server", std::filesystem::perms(0755));
  grader::StudentProgram server(
      {.arguments = {"./server", "0"}, .limits = limits});
  if (!is_on(Defence::kManyClients)) claims.at_once = 2;
  Finding finding = examine(check, claims, server.pid());
  const grader::Printed printed = server.finish();
  judge_output(check, printed, finding);
  finding.output = printed.out + printed.err;
  return finding;
}

}  // namespace

grader::Report examine(const grader::Commission& commission,
                       const conformance::Claims& claims,
                       std::string_view interleave) {
  const auto [need, seed] = grader::parse_examination(commission.details);
  if (const Scenario* scenario = find_scenario(need)) {
    return {.text = to_text(
                explore(*scenario, interleave, seed, commission.limits))};
  }
  return {.text = to_text(examine(need, claims, commission.limits))};
}

}  // namespace server_tests
