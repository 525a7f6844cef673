#include "labs/demos/command/steps.hh"

#include <sys/wait.h>

#include <sstream>
#include <stdexcept>

#include "labs/demos/command/program_run.hh"
#include "labs/demos/command/statistic.hh"

namespace demos {
namespace {

constexpr std::chrono::seconds kOfExploration{60};
constexpr int kRunsOfFixed = 50;

// Exit status of `interleave run`.
constexpr int kNoFailure = 0;
constexpr int kFailure = 1;

struct Explored {
  int status = 0;
  std::string text;
};

Explored explore(const Demo& demo, const std::string& program,
                 const Places& places) {
  Words words{places.interleave, "run", "--schedules", "3000"};
  words.insert(words.end(), demo.options.begin(), demo.options.end());
  words.push_back(places.programs + "/" + program + "-explored");
  words.insert(words.end(), demo.explored.begin(), demo.explored.end());
  ProgramRun run = run_program(words, kOfExploration);
  const int status = WIFEXITED(run.status) ? WEXITSTATUS(run.status) : -1;
  if (run.was_stuck || (status != kNoFailure && status != kFailure)) {
    throw std::runtime_error("exploring " + program + " failed: " + run.output);
  }
  return {status, std::move(run.output)};
}

/// Of what diff says: the code, without comments of a line.
std::string code_of(const std::string& said) {
  std::istringstream lines(said);
  std::string code;
  for (std::string line; std::getline(lines, line);) {
    const bool is_head = line.starts_with("---") || line.starts_with("+++");
    if (is_head || line.compare(1, 2, "//") == 0) continue;
    code += (line.starts_with("@@") ? "..." : line) + "\n";
  }
  return code;
}

/// What the cure changes, each line in its place.
std::string differences(const Places& places, const std::string& name) {
  const std::string broken = places.sources + "/" + name;
  for (const char* extension : {".cc", ".c"}) {
    const ProgramRun run =
        run_program({"/usr/bin/diff", "-U1", broken + extension,
                     broken + "_fixed" + extension},
                    kOfExploration);
    if (WEXITSTATUS(run.status) == 1) return code_of(run.output);
  }
  return "";
}

}  // namespace

bool show_native(const Demo& demo, const Places& places, Page& page) {
  page.heading("By luck: " + demo.name + ", run as it is");
  page.block(describe(run_often(places.programs + "/" + demo.name, demo.runs)));
  return true;
}

bool show_explored(const Demo& demo, const Places& places, Page& page) {
  page.heading("Not by luck: the shortest schedule that fails");
  const Explored explored = explore(demo, demo.name, places);
  page.block(explored.text);
  return explored.status == kFailure;
}

bool show_fixed(const Demo& demo, const Places& places, Page& page) {
  const std::string program = demo.name + "_fixed";
  page.heading("The cure: " + program);
  page.block(differences(places, demo.name));
  const Statistic statistic =
      run_often(places.programs + "/" + program, kRunsOfFixed);
  page.paragraph("\n" + program + ", run as it is:");
  page.block(describe(statistic));
  const Explored explored = explore(demo, program, places);
  page.paragraph("\n" + program + ", explored:");
  page.block(explored.text);
  return statistic.failed == 0 && explored.status == kNoFailure;
}

void show_source(const std::string& program, const Places& places, Page& page) {
  std::istringstream source(source_of(places, program));
  std::string numbered;
  int number = 0;
  for (std::string line; std::getline(source, line);) {
    char start[16];
    std::snprintf(start, sizeof start, "%3d  ", ++number);
    numbered += start + line + "\n";
  }
  page.heading(program);
  page.block(numbered);
}

}  // namespace demos
