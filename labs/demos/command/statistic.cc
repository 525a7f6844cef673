#include "labs/demos/command/statistic.hh"

#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <sstream>
#include <utility>
#include <vector>

namespace demos {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kOfAllRuns{3'000};
constexpr int kMostStuck = 3;           // each takes half a second
constexpr std::size_t kBars = 8;        // the others are one
constexpr std::size_t kMostLines = 30;  // of a run's output
constexpr std::size_t kFirstLines = 5;
constexpr int kBarColumns = 30;
constexpr std::size_t kTextColumns = 40;

std::string bar(int count, int runs) {
  const int length = (count * kBarColumns + runs - 1) / runs;
  return std::string(static_cast<std::size_t>(length), '#');
}

std::string line_of(int count, int runs, const std::string& what) {
  char start[64];
  std::snprintf(start, sizeof start, "%6d  %-*s  ", count, kBarColumns,
                bar(count, runs).c_str());
  return start + what + "\n";
}

std::string processes(int count) {
  return std::to_string(count) + (count == 1 ? " process" : " processes");
}

std::string signal_of(const ProgramRun& run) {
  return ::strsignal(WTERMSIG(run.status));
}

std::string text_of(const ProgramRun& run) {
  if (run.end == End::kStuck) return "(stuck)";
  if (run.end == End::kLate) return "(still running)";
  if (WIFSIGNALED(run.status)) return "(" + signal_of(run) + ")";
  if (run.status == 0 && run.left_behind > 0) {
    return "(left " + processes(run.left_behind) + " behind)";
  }
  const std::string line = last_line(run.output, kTextColumns);
  return line.empty() ? "(nothing printed)" : line;
}

void add_run(ProgramRun run, Statistic& statistic) {
  const bool went_well = run.went_well();
  ++statistic.runs;
  statistic.failed += went_well ? 0 : 1;
  statistic.stuck += run.end == End::kByItself ? 0 : 1;
  ++statistic.outcomes[{text_of(run), !went_well}];
  const bool is_first =
      statistic.runs == 1 || (!went_well && statistic.failed == 1);
  if (is_first) statistic.example = std::move(run);
}

bool is_enough(const Statistic& statistic, const Runs& runs,
               Clock::duration taken) {
  if (runs.exactly > 0) return statistic.runs >= runs.exactly;
  return statistic.runs >= runs.usual || statistic.stuck >= kMostStuck ||
         taken > kOfAllRuns;
}

}  // namespace

Statistic run_often(const Words& command, const Runs& runs,
                    const RunOptions& options) {
  Statistic statistic;
  const int most = runs.exactly > 0 ? runs.exactly : runs.usual;
  const auto begin = Clock::now();
  while (!is_enough(statistic, runs, Clock::now() - begin)) {
    add_run(run_program(command, options), statistic);
    if (most > 1) {
      show_progress(std::to_string(statistic.runs) + " of " +
                    std::to_string(most) + " runs");
    }
  }
  show_progress("");
  const std::chrono::duration<double> taken = Clock::now() - begin;
  statistic.seconds = taken.count();
  return statistic;
}

std::string end_of(const ProgramRun& run) {
  if (run.end == End::kStuck) return "It is stuck: nothing moves any more.";
  if (run.end == End::kLate) return "It takes too long, and was ended.";
  if (WIFSIGNALED(run.status)) return "It was ended: " + signal_of(run) + ".";
  std::string text =
      "It ended with status " + std::to_string(WEXITSTATUS(run.status));
  if (run.left_behind > 0) {
    text += ", and left " + processes(run.left_behind) + " behind";
  }
  return text + ".";
}

std::string excerpt_of(const std::string& output) {
  std::vector<std::string> lines;
  std::istringstream all(output);
  for (std::string line; std::getline(all, line);) lines.push_back(line);
  std::string text;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (lines.size() > kMostLines && at == kFirstLines) {
      at = lines.size() - (kMostLines - kFirstLines);
      text += "...\n";
    }
    text += lines[at] + "\n";
  }
  return text;
}

std::string summary_of(const Statistic& statistic) {
  char text[100];
  std::snprintf(text, sizeof text, "failed in %d of %d runs, in %.1f s",
                statistic.failed, statistic.runs, statistic.seconds);
  return text;
}

std::string describe(const Statistic& statistic) {
  std::vector<std::pair<int, std::string>> bars;
  for (const auto& [outcome, count] : statistic.outcomes) {
    // The same words, and yet wrong: the exit status says so.
    const bool is_double = outcome.is_failure &&
                           statistic.outcomes.contains({outcome.text, false});
    bars.emplace_back(-count, outcome.text + (is_double ? ", failed" : ""));
  }
  std::ranges::sort(bars);
  std::string text = summary_of(statistic) + "\n\n";
  int others = 0;
  for (std::size_t at = 0; at < bars.size(); ++at) {
    const int count = -bars[at].first;
    if (at < kBars) {
      text += line_of(count, statistic.runs, bars[at].second);
    } else {
      others += count;
    }
  }
  if (others > 0) {
    text += line_of(others, statistic.runs,
                    "(" + std::to_string(bars.size() - kBars) + " others)");
  }
  return text;
}

}  // namespace demos
