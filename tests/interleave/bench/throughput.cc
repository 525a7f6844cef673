// Schedules a second of the bare engine: the program runs, nobody looks at the
// trace. With the memory restored before each schedule (A) and with a fresh
// copy of the process for each (B), of the same binary, in turns A B A B, so
// that a slow moment of the machine hits both. The schedules are those that
// delay bounding hands out first. A second is one of processor time, of
// measurer and program together: others may use the machine meanwhile.
//
// Usage: interleave-throughput PROGRAM BLOCKS SECONDS
// Prints one line of JSON.
// Concurrency: one thread; it and the program are pinned to one processor.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <vector>

#include "labs/interleave/explorer.hh"
#include "labs/interleave/search/program.hh"
#include "labs/interleave/search/strategy.hh"
#include "tests/interleave/bench/processor_time.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kDistinct = 2'000;
constexpr std::uint64_t kBetweenLooks = 100;  // at the clocks

// A program with its process, and what was measured of it.
struct Subject {
  explicit Subject(const ProgramOptions& options) : program(options) {
    child = children().back();
  }

  Program program;
  int child = 0;
  std::size_t next = 0;
  std::vector<double> per_second;
  std::vector<double> per_wall_second;
  std::vector<double> ns_per_point;
};

std::vector<Schedule> schedules_of(Program& program) {
  const auto strategy =
      make_strategy("delay-bounding", {.schedules = kDistinct});
  std::vector<Schedule> schedules;
  while (schedules.size() < kDistinct) {
    const auto schedule = strategy->next();
    if (!schedule) break;
    strategy->observe(*schedule, program.execute(*schedule));
    schedules.push_back(*schedule);
  }
  return schedules;
}

// Goes on where the last block stopped.
void run_block(Subject& subject, const std::vector<Schedule>& schedules,
               double seconds) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const double before = processor_seconds(subject.child);
  double done = 0;
  double points = 0;
  double used = 0;
  do {
    for (std::uint64_t i = 0; i < kBetweenLooks; ++i) {
      const Schedule& schedule = schedules[subject.next];
      points += subject.program.execute(schedule).outcome->steps;
      subject.next = (subject.next + 1) % schedules.size();
    }
    done += kBetweenLooks;
    used = processor_seconds(subject.child) - before;
  } while (used < seconds);
  const double wall =
      std::chrono::duration<double>(Clock::now() - start).count();
  subject.per_second.push_back(done / used);
  subject.per_wall_second.push_back(done / wall);
  subject.ns_per_point.push_back(used * 1e9 / points);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  if (values.size() % 2 == 1) return values[half];
  return (values[half - 1] + values[half]) / 2;
}

void measure(const std::string& path, int blocks, double seconds) {
  ProgramOptions options;
  options.arguments = {path};
  options.cpu = processor_of(0);
  Subject restored(options);
  options.fork_each = true;
  Subject forked(options);
  const std::vector<Schedule> schedules = schedules_of(restored.program);
  const Outcome first = *restored.program.execute({}).outcome;
  std::vector<double> ratio;
  for (int block = 0; block < blocks; ++block) {
    run_block(restored, schedules, seconds);
    run_block(forked, schedules, seconds);
    ratio.push_back(restored.per_second.back() / forked.per_second.back());
  }
  printf(
      "{\"threads\": %u, \"points\": %u, \"distinct\": %zu, "
      "\"restored\": %.0f, \"forked\": %.0f, \"ratio\": %.2f, "
      "\"restored_wall\": %.0f, \"forked_wall\": %.0f, "
      "\"ns_per_point\": %.1f}\n",
      first.threads, first.steps, schedules.size(), median(restored.per_second),
      median(forked.per_second), median(ratio),
      median(restored.per_wall_second), median(forked.per_wall_second),
      median(restored.ns_per_point));
}

}  // namespace
}  // namespace interleave

int main(int argc, char** argv) try {
  if (argc != 4) {
    fprintf(stderr, "usage: %s PROGRAM BLOCKS SECONDS\n", argv[0]);
    return 2;
  }
  interleave::measure(argv[1], std::atoi(argv[2]), std::atof(argv[3]));
  return 0;
} catch (const std::exception& error) {
  fprintf(stderr, "interleave-throughput: %s\n", error.what());
  return 2;
}
