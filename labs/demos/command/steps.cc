#include "labs/demos/command/steps.hh"

#include <sys/wait.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "labs/demos/command/backtrace.hh"
#include "labs/demos/command/plot_picture.hh"
#include "labs/demos/command/program_run.hh"
#include "labs/demos/command/statistic.hh"

namespace demos {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kOfExploration{60'000};
constexpr milliseconds kOfOnlyRun{15'000};
constexpr milliseconds kOfOneOfMany{3'000};
constexpr milliseconds kOfCure{20'000};  // slow is not wrong
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
  ProgramRun run = run_program(words, {.limit = kOfExploration});
  const int status = WIFEXITED(run.status) ? WEXITSTATUS(run.status) : -1;
  if (run.end != End::kByItself ||
      (status != kNoFailure && status != kFailure)) {
    throw std::runtime_error("exploring " + program + " failed: " + run.output);
  }
  return {status, std::move(run.output)};
}

bool is_of_comment(const std::string& line) {
  return line.starts_with("//") || line.starts_with("/*") ||
         line.starts_with(" *");
}

/// Of what diff says: the code, without comments of a line.
std::string code_of(const std::string& said) {
  std::istringstream lines(said);
  std::string code;
  bool is_apart = false;  // from what stands before it
  for (std::string line; std::getline(lines, line);) {
    const bool is_head = line.starts_with("---") || line.starts_with("+++");
    is_apart |= line.starts_with("@@");
    if (is_head || line.starts_with("@@") || is_of_comment(line.substr(1))) {
      continue;
    }
    code += (std::exchange(is_apart, false) ? "...\n" : "") + line + "\n";
  }
  return code;
}

/// What the cure changes, each line in its place.
std::string differences(const Places& places, const std::string& broken,
                        const std::string& cured) {
  return code_of(output_of_tool({"diff", "-U1", source_path(places, broken),
                                 source_path(places, cured)}));
}

/// What one run prints, if that is more than the outcome that labels its bar;
/// and how all of them went.
std::string shown_of(const Statistic& statistic) {
  const std::string output = excerpt_of(without_plot(statistic.example.output));
  if (statistic.runs == 1) {
    return output + (output.empty() ? "" : "\n") + end_of(statistic.example);
  }
  const bool is_long = std::ranges::count(output, '\n') > 1;
  return (is_long ? output + "\n" : "") + describe(statistic);
}

/// Whether a run has failed in the way that the demo is to show.
bool is_shown(const Demo& demo, const Statistic& statistic) {
  // Luck need not show it where the explorer does.
  if (demo.unexplored.empty()) return true;
  if (demo.cures.empty()) return statistic.failed == 0;
  return std::ranges::any_of(statistic.outcomes, [&demo](const auto& seen) {
    const Outcome& outcome = seen.first;
    return outcome.is_failure && outcome.text.starts_with(demo.shows);
  });
}

/// Where it is stuck, or why that is not known.
std::string place_of(pid_t pid, const Demo& demo, const Places& places) {
  try {
    return backtrace_of(pid, source_path(places, demo.name));
  } catch (const ToolMissing& missing) {
    return std::string("(") + missing.what() + ")\n";
  }
}

bool show_cure(const Demo& demo, const std::string& program,
               const Places& places, int runs, Page& page) {
  page.block(differences(places, demo.name, program));
  const Words command = command_of(demo, program, places);
  const Statistic statistic = run_often(
      command, {.usual = kRunsOfFixed, .exactly = runs}, {.limit = kOfCure});
  page.paragraph("\n" + program + ", run as it is:");
  page.block(shown_of(statistic));
  if (!demo.unexplored.empty()) return statistic.failed == 0;
  const Explored explored = explore(demo, program, places);
  page.paragraph("\n" + program + ", explored:");
  page.block(explored.text);
  return statistic.failed == 0 && explored.status == kNoFailure;
}

void show_numbered(const std::string& program, const Places& places,
                   Page& page) {
  std::ifstream source(source_path(places, program));
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

}  // namespace

bool show_native(const Demo& demo, const Places& places, int runs, Page& page) {
  const bool is_once = demo.runs == 1;
  const bool is_by_luck = !is_once && demo.unexplored.empty();
  page.heading((is_by_luck ? "By luck: " : "As it is: ") + demo.name + " runs");
  std::string place;
  RunOptions options{.limit = is_once ? kOfOnlyRun : kOfOneOfMany,
                     .is_live = is_once};
  if (demo.has_backtrace) {
    options.when_stuck = [&](pid_t pid) {
      place = place_of(pid, demo, places);
    };
  }
  const Words command = command_of(demo, demo.name, places);
  const Statistic statistic =
      run_often(command, {.usual = demo.runs, .exactly = runs}, options);
  page.block(shown_of(statistic));
  if (!place.empty()) {
    page.paragraph("\nWhere it is stuck, the last call first:");
    page.block(place);
  }
  return is_shown(demo, statistic);
}

bool show_explored(const Demo& demo, const Places& places, Page& page) {
  if (!demo.unexplored.empty()) {
    page.paragraph("\nNot explored: " + demo.unexplored + ".");
    return true;
  }
  page.heading("Not by luck: the shortest schedule that fails");
  const Explored explored = explore(demo, demo.name, places);
  page.block(explored.text);
  return explored.status == kFailure;
}

bool show_fixed(const Demo& demo, const Places& places, int runs, Page& page) {
  bool are_right = true;
  for (const std::string& cure : demo.cures) {
    page.heading(
        (&cure == &demo.cures.front() ? "The cure: " : "Another cure: ") +
        cure);
    are_right &= show_cure(demo, cure, places, runs, page);
  }
  return are_right;
}

void show_source(const Demo& demo, const Places& places, Page& page) {
  show_numbered(demo.name, places, page);
  for (const std::string& cure : demo.cures) {
    show_numbered(cure, places, page);
  }
}

}  // namespace demos
