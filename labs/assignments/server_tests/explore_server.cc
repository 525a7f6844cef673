#include "labs/assignments/server_tests/explore_server.hh"

#include <sys/wait.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "labs/assignments/server_tests/drawn_trace.hh"
#include "labs/conformance/check.hh"
#include "labs/conformance/facts.hh"
#include "labs/grader/sandbox/defences.hh"
#include "labs/grader/sandbox/student_program.hh"

namespace server_tests {
namespace {

using grader::Finding;
using grader::Run;
using grader::Status;
using nlohmann::json;
using Words = std::vector<std::string>;

constexpr char kDeadlock[] = "deadlock";  // as the explorer calls it
constexpr std::size_t kMostResult = std::size_t{16} << 20;
// A schedule's steps are in memory that explorer and program share, mostly
// untouched; it is a file without a name.
constexpr std::size_t kMostSteps = std::size_t{256} << 20;

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes << std::flush;
  if (!file) throw std::runtime_error("cannot write " + path);
}

void append(Words& words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
}

// The search itself, without who the clients are and where its result goes.
Words search(const Scenario& scenario, std::uint64_t seed) {
  Words words = {"run", "--seed", std::to_string(seed), "--schedules",
                 std::to_string(scenario.schedules)};
  if (scenario.spurious_wakeups) words.emplace_back("--spurious-wakeups");
  return words;
}

Words server(const Scenario& scenario) {
  Words words = {"./server-explored", "0"};
  words.insert(words.end(), scenario.arguments.begin(),
               scenario.arguments.end());
  return words;
}

Words command_line(const Scenario& scenario, std::uint64_t seed) {
  Words words = {"./interleave"};
  append(words, search(scenario, seed));
  append(words, {"--untrusted", "--json", "-"});
  for (std::size_t i = 0; i < scenario.clients.size(); ++i) {
    const std::string script = "client" + std::to_string(i + 1);
    write_file(script, scenario.clients[i]);
    append(words, {"--client", script});
  }
  append(words, server(scenario));
  return words;
}

// A script for bash: one argument of printf for each line.
std::string inlined(std::string_view script) {
  std::string words = "<(printf '%s\\n'";
  while (!script.empty()) {
    const std::size_t end = script.find('\n');
    words += " '" + std::string(script.substr(0, end)) + "'";
    script.remove_prefix(end + 1);
  }
  return words + ")";
}

// The same search, for a shell in the student's own folder.
std::string replay_of(const Scenario& scenario, std::uint64_t seed) {
  std::string line = "make server-explored && interleave/bin/interleave";
  for (const auto& word : search(scenario, seed)) line += " " + word;
  for (const auto client : scenario.clients) {
    line += " --client " + inlined(client);
  }
  for (const auto& word : server(scenario)) line += " " + word;
  return line.append(conformance::kShown).append("that no schedule failed");
}

Run run(Words words, grader::Limits limits) {
  limits.output_bytes = kMostResult;
  limits.file_bytes = kMostSteps;
  return grader::run_to_end({.arguments = std::move(words), .limits = limits});
}

// The student's program has no part in the drawing.
DrawnTrace draw(const json& trace, const grader::Limits& limits) {
  write_file("trace.json",
             trace.dump(-1, ' ', false, json::error_handler_t::replace));
  return cut_to_size(run({"./interleave", "show", "--width",
                          std::to_string(kTraceWidth), "trace.json"},
                         limits)
                         .printed.out);
}

Finding found(const json& result, const std::string& verdict,
              const grader::Limits& limits) {
  DrawnTrace drawn = draw(result.value("trace", json()), limits);
  return {.status = Status::kFailed,
          .observed = drawn.card + "\nread more: interleave/" + verdict + ".md",
          .output = std::move(drawn.timeline)};
}

// Nothing that went wrong is worth nothing if nobody was served.
Finding finding_without_failure(const json& result) {
  std::string warnings;
  for (const auto& warning : result.value("warnings", json::array())) {
    warnings += (warnings.empty() ? "" : "\n") + warning.get<std::string>();
  }
  if (warnings.empty()) return {.status = Status::kPassed};
  return {.status = Status::kFailed, .observed = warnings};
}

// A status counts only together with a result that says the same: then the
// explorer came to its end, and nobody else did in its place.
Finding finding_of(const Run& explored, const Scenario& scenario,
                   const grader::Limits& limits) {
  if (!explored.status) {
    return {.status = Status::kTimedOut,
            .observed = "the exploration did not end in time",
            .output = explored.printed.err};
  }
  const json result = json::parse(explored.printed.out, nullptr, false);
  const int status = *explored.status;
  const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  const std::string verdict =
      result.is_object() ? result.value("verdict", "") : "";
  if (exit == 0 && verdict == "none") return finding_without_failure(result);
  if (exit == 1 && !verdict.empty() && verdict != "none") {
    if (verdict == "data_race" && scenario.fault != Fault::kRaces) {
      return {.status = Status::kPassed};
    }
    return found(result, verdict, limits);
  }
  return {.status = Status::kFailed,
          .observed = "it cannot be explored: the explorer has " +
                      conformance::describe_status(status) + "\n" +
                      explored.printed.err};
}

Finding completed(Finding finding, const Scenario& scenario,
                  std::uint64_t seed) {
  finding.expected = scenario.expected;
  finding.replay = replay_of(scenario, seed);
  return finding;
}

bool is_blocked(const json& thread) {
  return thread.value("client", false) && thread.value("fate", "") == "blocked";
}

// A program knows that it is explored, and could be a simpler one then: one
// that serves one client after the other makes no mistake.
std::optional<Finding> find_serial(const Scenario& scenario, std::uint64_t seed,
                                   const grader::Limits& limits) {
  const Scenario simple = side_by_side(scenario);
  const Run explored = run(command_line(simple, seed), limits);
  const json result = json::parse(explored.printed.out, nullptr, false);
  if (!result.is_object() || result.value("verdict", "") != kDeadlock) {
    return std::nullopt;
  }
  const json& trace = result.at("trace");
  const json threads = trace.value("threads", json::array());
  const auto waiting =
      std::count_if(threads.begin(), threads.end(), is_blocked);
  // The one that stays, and who should have been served beside it.
  if (waiting < 2) return std::nullopt;
  return completed(found(result, kDeadlock, limits), simple, seed);
}

}  // namespace

Finding explore(const Scenario& scenario, std::string_view interleave,
                std::uint64_t seed, const grader::Limits& limits) {
  write_file("interleave", interleave);
  for (const char* program : {"interleave", "server-explored"}) {
    std::filesystem::permissions(program, std::filesystem::perms(0755));
  }
  if (is_on(grader::Defence::kSideBySide)) {
    if (auto finding = find_serial(scenario, seed, limits)) return *finding;
  }
  const Run explored = run(command_line(scenario, seed), limits);
  return completed(finding_of(explored, scenario, limits), scenario, seed);
}

}  // namespace server_tests
