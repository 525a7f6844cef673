#include "labs/demos/command/statistic.hh"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

#include "labs/demos/command/program_run.hh"

namespace demos {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kOfOneRun{3'000};
constexpr milliseconds kOfAllRuns{6'000};
constexpr int kMostStuck = 3;     // each takes half a second
constexpr std::size_t kBars = 8;  // the others are one
constexpr int kBarColumns = 30;
constexpr std::size_t kTextColumns = 40;

std::string last_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const std::size_t begin = text.rfind('\n');
  if (begin != text.npos) text.erase(0, begin + 1);
  return text.substr(0, kTextColumns);
}

std::string outcome_of(const ProgramRun& run) {
  if (run.was_stuck) return "(stuck)";
  if (WIFSIGNALED(run.status)) {
    return "(" + std::string(::strsignal(WTERMSIG(run.status))) + ")";
  }
  const std::string line = last_line(run.output);
  return line.empty() ? "(nothing printed)" : line;
}

void show_progress(int done, int runs) {
  if (::isatty(STDOUT_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0) return;
  std::fprintf(stderr, done < runs ? "\r%d of %d runs" : "\r\033[K", done,
               runs);
  std::fflush(stderr);
}

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

}  // namespace

Statistic run_often(const std::string& program, int runs) {
  Statistic statistic;
  const auto begin = Clock::now();
  while (statistic.runs < runs && statistic.stuck < kMostStuck &&
         Clock::now() - begin < kOfAllRuns) {
    const ProgramRun run = run_program({program}, kOfOneRun);
    ++statistic.runs;
    statistic.failed += run.went_well() ? 0 : 1;
    statistic.stuck += run.was_stuck ? 1 : 0;
    ++statistic.outcomes[outcome_of(run)];
    show_progress(statistic.runs, runs);
  }
  show_progress(runs, runs);
  const std::chrono::duration<double> taken = Clock::now() - begin;
  statistic.seconds = taken.count();
  return statistic;
}

std::string describe(const Statistic& statistic) {
  std::vector<std::pair<int, std::string>> bars;
  for (const auto& [what, count] : statistic.outcomes) {
    bars.emplace_back(-count, what);
  }
  std::ranges::sort(bars);
  char head[100];
  std::snprintf(head, sizeof head, "failed in %d of %d runs, in %.1f s\n\n",
                statistic.failed, statistic.runs, statistic.seconds);
  std::string text = head;
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
