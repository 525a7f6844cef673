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
using grader::StudentProgram;
using nlohmann::json;

constexpr std::size_t kMostResult = std::size_t{16} << 20;

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
  std::vector<std::string> words = {"./interleave",
                                    "run",
                                    "--untrusted",
                                    "--seed",
                                    std::to_string(seed),
                                    "--schedules",
                                    std::to_string(scenario.schedules),
                                    "--json",
                                    "-"};
  for (std::size_t i = 0; i < scenario.clients.size(); ++i) {
    const std::string script = "client" + std::to_string(i);
    write_file(script, scenario.clients[i]);
    words.insert(words.end(), {"--client", script});
  }
  words.insert(words.end(), {"./server-explored", "7777"});
  return words;
}

struct Run {
  std::optional<int> status;  // nothing: it did not end in time
  grader::Printed printed;
};

Run run(std::vector<std::string> words, grader::Limits limits) {
  limits.output_bytes = kMostResult;
  StudentProgram program({.arguments = std::move(words), .limits = limits});
  const auto status = program.wait(limits.wall - std::chrono::seconds(5));
  return {status, program.finish()};
}

// The failing schedule, drawn. The student's program has no part in it.
std::string timeline(const json& trace, const grader::Limits& limits) {
  write_file("trace.json",
             trace.dump(-1, ' ', false, json::error_handler_t::replace));
  return run({"./interleave", "show", "trace.json"}, limits).printed.out;
}

std::string words_of(std::string verdict) {
  std::replace(verdict.begin(), verdict.end(), '_', ' ');
  return verdict;
}

// A status counts only together with a result that says the same: then the
// explorer came to its end, and nobody else did in its place.
Finding finding_of(const Run& explored, const grader::Limits& limits) {
  const json result = json::parse(explored.printed.out, nullptr, false);
  const int status = *explored.status;
  const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  const std::string verdict =
      result.is_object() ? result.value("verdict", "") : "";
  if (exit == 0 && verdict == "none") return {.status = Status::kPassed};
  if (exit == 1 && !verdict.empty() && verdict != "none") {
    return {.status = Status::kFailed,
            .expected =
                "no race, deadlock, lost wake-up or crash, whatever "
                "the order in which the threads run",
            .observed = words_of(verdict) + ", in schedule " +
                        std::to_string(result.value("failing_schedule", 0)),
            .output = timeline(result.value("trace", json()), limits)};
  }
  return {.status = Status::kFailed,
          .expected = "a server that can be explored",
          .observed = explored.printed.err};
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
  const Run explored =
      run(command_line(scenario, examination.seed), commission.limits);
  if (explored.status) {
    return {.text = to_text(finding_of(explored, commission.limits))};
  }
  return {.text = to_text(Finding{.status = Status::kTimedOut,
                                  .expected = "an exploration that ends",
                                  .observed = "none in time",
                                  .output = explored.printed.err})};
}

}  // namespace server_tests
