#include "labs/demos/command/calls.hh"

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <limits>

#include "labs/demos/command/calls_timeline.hh"
#include "labs/demos/command/process_tree.hh"
#include "labs/demos/command/program_run.hh"
#include "labs/demos/command/socket_queues.hh"
#include "labs/demos/command/temporary_folder.hh"

namespace demos {
namespace {

constexpr std::chrono::milliseconds kOfRun{5'000};

/// In seconds since 1970.
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
    kill_all_but(strace);  // so that it writes all that it has seen
    static_cast<void>(await_end(strace, kOfRun));
  };
  const ProgramRun run =
      run_program(traced, {.limit = kOfRun, .when_stuck = look_and_end});
  std::ifstream file(path);
  const std::string written(std::istreambuf_iterator<char>(file), {});
  // Who is killed wakes others: what they do then is not the program's.
  const Timeline timeline = parse_calls(written, end);
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
