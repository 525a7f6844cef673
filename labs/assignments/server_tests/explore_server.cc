#include "labs/assignments/server_tests/explore_server.hh"

#include <sys/wait.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "labs/grader/sandbox/student_program.hh"

namespace server_tests {
namespace {

using grader::Finding;
using grader::Status;
using nlohmann::json;

constexpr std::string_view kSpeaks =
    "connect\nsend \"one\\n\"\nexpect \"one\\n\"\nhalf-close\nexpect-eof\n"
    "close\n";
constexpr std::string_view kSpeaksToo =
    "connect\nsend \"two\\n\"\nexpect \"two\\n\"\nhalf-close\nexpect-eof\n"
    "close\n";
constexpr std::string_view kLeaves = "connect\nclose\n";
constexpr std::string_view kResets = "connect\nsend \"three\\n\"\nreset\n";

constexpr std::string_view kOne[] = {kSpeaks};
constexpr std::string_view kTwo[] = {kSpeaks, kSpeaksToo};
constexpr std::string_view kThree[] = {kSpeaks, kLeaves, kSpeaksToo};
constexpr std::string_view kReset[] = {kResets, kSpeaks};

constexpr Scenario kScenarios[] = {
    {"explore-one-client", kOne, 2000},
    {"explore-two-clients", kTwo, 4000},
    {"explore-three-clients", kThree, 4000},
    {"explore-reset", kReset, 4000},
};

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes << std::flush;
  if (!file) throw std::runtime_error("cannot write " + path);
}

std::vector<std::string> command_line(const Scenario& scenario,
                                      std::uint64_t seed) {
  std::vector<std::string> words = {
      "./interleave", "run",
      "--seed",       std::to_string(seed),
      "--schedules",  std::to_string(scenario.schedules),
      "--json",       "result.json"};
  for (std::size_t i = 0; i < scenario.clients.size(); ++i) {
    const std::string script = "client" + std::to_string(i);
    write_file(script, scenario.clients[i]);
    words.insert(words.end(), {"--client", script});
  }
  words.insert(words.end(), {"./server-explored", "7777"});
  return words;
}

json read_result() {
  std::ifstream file("result.json");
  return json::parse(file, nullptr, false);
}

// Status 0 and 1 count only together with a result that says the same: the
// explorer came to its end, and nobody else did in its place.
Finding finding_of(int status, const grader::Printed& printed) {
  const json result = read_result();
  const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  const std::string verdict =
      result.is_object() ? result.value("verdict", "") : "";
  Finding finding{
      .expected = "no race, deadlock, lost wake-up or crash in any schedule",
      .output = printed.out};
  if (exit == 0 && verdict == "none") {
    finding.status = Status::kPassed;
    finding.observed = "none in " +
                       std::to_string(result.value("schedules", 0)) +
                       " schedules";
  } else if (exit == 1 && !verdict.empty() && verdict != "none") {
    finding.status = Status::kFailed;
    std::string words = verdict;
    std::replace(words.begin(), words.end(), '_', ' ');
    finding.observed = words + ", after " +
                       std::to_string(result.value("schedules", 0)) +
                       " schedules; its steps are in the output";
    finding.replay = result.value("token", "");
  } else {
    // It cannot be explored: a call that is out of scope (fork), say.
    finding.status = Status::kFailed;
    finding.expected = "a server that can be explored";
    finding.observed = printed.err;
  }
  return finding;
}

}  // namespace

const Scenario* find_scenario(std::string_view id) {
  const auto* found =
      std::find_if(std::begin(kScenarios), std::end(kScenarios),
                   [&](const Scenario& scenario) { return scenario.id == id; });
  return found == std::end(kScenarios) ? nullptr : found;
}

grader::Report explore(const grader::Commission& commission,
                       const Scenario& scenario, std::string_view interleave) {
  const auto examination = grader::parse_examination(commission.details);
  write_file("interleave", interleave);
  for (const char* program : {"interleave", "server-explored"}) {
    std::filesystem::permissions(program, std::filesystem::perms(0755));
  }
  grader::StudentProgram explorer(
      {.arguments = command_line(scenario, examination.seed),
       .limits = commission.limits});
  const auto status =
      explorer.wait(commission.limits.wall - std::chrono::seconds(5));
  const grader::Printed printed = explorer.finish();
  if (!status) {
    return {.text = to_text(Finding{
                .status = Status::kTimedOut,
                .expected = "an exploration that comes to its end in time",
                .observed = "none",
                .output = printed.out + printed.err})};
  }
  return {.text = to_text(finding_of(*status, printed))};
}

}  // namespace server_tests
