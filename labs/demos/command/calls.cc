#include "labs/demos/command/calls.hh"

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <limits>
#include <regex>
#include <sstream>

#include "labs/demos/command/calls_timeline.hh"
#include "labs/demos/command/process_tree.hh"
#include "labs/demos/command/program_run.hh"
#include "labs/demos/command/socket_queues.hh"
#include "labs/demos/command/temporary_folder.hh"

namespace demos {
namespace {

constexpr std::chrono::milliseconds kOfRun{5'000};

/// The lines before `end`, in seconds since 1970: who is killed wakes others.
std::string until(double end, const std::string& written) {
  static const std::regex form(R"(\d+<.*?>\s+(\d+\.\d+) .*)");
  std::string text;
  std::istringstream lines(written);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    const bool is_timed = std::regex_match(line, match, form);
    if (!is_timed || std::stod(match[1]) < end) text += line + "\n";
  }
  return text;
}

double now() {
  using namespace std::chrono;
  return duration<double>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

std::string timeline_of_calls(const Words& words, const std::string& calls) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/calls";
  Words traced{"strace", "-f",          "-qq",
               "-Y",     "-ttt",        "-s",
               "24",     "-e",          "trace=munmap," + calls,
               "-e",     "signal=none", "-o",
               path};
  traced.insert(traced.end(), words.begin(), words.end());
  std::string queues;
  double end = std::numeric_limits<double>::infinity();
  const auto look_and_end = [&queues, &end](pid_t strace) {
    end = now();
    queues = queues_of(::getpid());
    end_all_but(strace);  // so that it writes all that it has seen
    static_cast<void>(await_end(strace, kOfRun));
  };
  const ProgramRun run =
      run_program(traced, {.limit = kOfRun, .when_stuck = look_and_end});
  std::ifstream file(path);
  const std::string all(std::istreambuf_iterator<char>(file), {});
  const std::string written = until(end, all);
  const Timeline timeline = parse_calls(written);
  if (timeline.rows.empty()) {
    throw ToolMissing("strace saw nothing: " + last_line(run.output, 79));
  }
  std::string text = draw(timeline);
  if (run.end == End::kStuck) {
    text += "\nNothing moves any more:\n" + waits_of(timeline);
  }
  if (!queues.empty()) text += "\nIn the kernel's queues:\n" + queues;
  return text;
}

}  // namespace demos
