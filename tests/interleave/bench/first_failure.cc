// How many schedules a strategy needs to the first failure, seed by seed: the
// search of `interleave run` without the report.
//
// Usage: interleave-first-failure PROGRAM STRATEGY SEEDS SCHEDULES SECONDS
//            AFTER [--spurious-wakeups] [--client FILE]...
// AFTER: how many schedules to go on for when a race or a lock order is found.
// Stops early once the median is known to be "not found", if the first four
// seeds all find nothing, or when SECONDS are over.
// Prints one line of JSON: for each seed the failing schedule's number (0:
// none) and the verdict, and the first schedule with a warning.
// Concurrency: one thread; it and the program are pinned to one processor.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "labs/interleave/client_script.hh"
#include "labs/interleave/explorer.hh"

namespace interleave {
namespace {

// So many seeds in vain, and none with success: the rest is spared.
constexpr std::uint64_t kHopeless = 4;

struct Request {
  std::string strategy;
  std::uint64_t seeds = 1;
  std::uint64_t schedules = 20'000;
  double seconds = 60;
  std::uint64_t after_potential = 0;
  ProgramOptions program;
};

Request parse(const std::vector<std::string>& words) {
  Request request;
  request.program.arguments = {words.at(0)};
  request.strategy = words.at(1);
  request.seeds = std::stoull(words.at(2));
  request.schedules = std::stoull(words.at(3));
  request.seconds = std::stod(words.at(4));
  request.after_potential = std::stoull(words.at(5));
  std::vector<std::string> clients;
  for (std::size_t i = 6; i < words.size(); ++i) {
    if (words[i] == "--spurious-wakeups") {
      request.program.flags |= kSpuriousWakeups;
    } else if (words[i] == "--client") {
      clients.push_back(words.at(++i));
    }
  }
  request.program.clients = parse_client_scripts(read_client_scripts(clients));
  return request;
}

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

struct TookTooLong {
  std::uint64_t schedules;
};

// One seed may take all the time that there is for all of them.
Exploration explore_with(const Request& request, std::uint64_t seed) try {
  const auto start = Clock::now();
  const auto strategy = make_strategy(
      request.strategy, {.seed = seed, .schedules = request.schedules});
  ExploreObservers observers;
  observers.progress = [&](std::uint64_t done, std::uint64_t, const Strategy&) {
    if (seconds_since(start) > request.seconds) throw TookTooLong{done};
  };
  return explore(*strategy, runner_of(request.program),
                 {.schedules = request.schedules,
                  .after_potential = request.after_potential},
                 observers);
} catch (const TookTooLong& so_far) {
  Exploration nothing;
  nothing.schedules = so_far.schedules;
  return nothing;
}

// Prints it. Was it what is looked for: if only the consequences of a race
// count, is it one?
bool print(const Exploration& found, bool first, bool consequence) {
  const auto& failure = found.failure;
  const std::uint64_t number = failure ? failure->number : 0;
  const std::uint64_t warned = found.beneath ? found.beneath->number : number;
  const Verdict verdict =
      failure ? failure->findings.front().verdict : Verdict::kNone;
  printf(
      "%s{\"number\": %lu, \"verdict\": \"%s\", \"warned\": %lu, "
      "\"schedules\": %lu, \"exhausted\": %s}",
      first ? "" : ", ", number, std::string(name_of(verdict)).c_str(), warned,
      found.schedules, found.exhausted ? "true" : "false");
  return number != 0 && !(consequence && is_potential(verdict));
}

std::uint32_t threads_of(const Request& request) {
  const auto runner = runner_of(request.program)({.cpu = processor_of(0)});
  return runner->execute({}).outcome->threads;
}

void measure(const Request& request) {
  const auto start = Clock::now();
  printf("{\"threads\": %u, \"runs\": [", threads_of(request));
  std::uint64_t missed = 0;
  for (std::uint64_t seed = 1; seed <= request.seeds; ++seed) {
    const bool hit = print(explore_with(request, seed), seed == 1,
                           request.after_potential > 0);
    if (!hit) ++missed;
    const bool hopeless = missed == seed && missed == kHopeless;
    const bool decided = missed > request.seeds / 2;
    if (hopeless || decided || seconds_since(start) > request.seconds) break;
  }
  printf("], \"seconds\": %.2f}\n", seconds_since(start));
}

}  // namespace
}  // namespace interleave

int main(int argc, char** argv) try {
  if (argc < 7) {
    fprintf(stderr,
            "usage: %s PROGRAM STRATEGY SEEDS SCHEDULES SECONDS AFTER "
            "[OPTIONS]\n",
            argv[0]);
    return 2;
  }
  interleave::measure(interleave::parse({argv + 1, argv + argc}));
  return 0;
} catch (const std::exception& error) {
  fprintf(stderr, "interleave-first-failure: %s\n", error.what());
  return 2;
}
