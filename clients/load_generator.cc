// echo-load: how many messages and sessions a server manages, and how long
// they take. The generator itself is in load/; here are its two faces, a table
// for people and JSON for programs.
//
// Latencies are in microseconds; p50 and p99 are rounded up by at most 1/128.
//
// Source: closed and open loops: Schroeder, Wierman, Harchol-Balter, "Open
// versus closed: a cautionary tale", NSDI 2006.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "clients/load/closed_loop.hh"
#include "clients/options.hh"

namespace {

// The figures that are printed, in the units that are printed.
struct Figures {
  double seconds, messages_per_second, sessions_per_second, p50, p99, max;
};

Figures figures_of(const load::Result& result) {
  const double seconds = std::chrono::duration<double>(result.elapsed).count();
  const auto rate = [seconds](std::uint64_t count) {
    return count == 0 ? 0.0 : static_cast<double>(count) / seconds;
  };
  const auto us = [](std::uint64_t ns) {
    return static_cast<double>(ns) / 1e3;
  };
  const load::LatencyHistogram& latency = result.latency_ns;
  return {seconds,
          rate(result.messages),
          rate(result.sessions),
          us(latency.percentile(0.5)),
          us(latency.percentile(0.99)),
          us(latency.max())};
}

void print_table(const load::Plan& plan, const load::Result& result) {
  const Figures figures = figures_of(result);
  std::printf("%s port %s, connections: %d, bytes a message: %zu\n\n",
              plan.host.c_str(), plan.port.c_str(), plan.connections,
              plan.size);
  std::printf("%-12s %12s %12s\n", "", "total", "per second");
  std::printf("%-12s %12ju %12.0f\n", "messages",
              std::uintmax_t{result.messages}, figures.messages_per_second);
  std::printf("%-12s %12ju %12.0f\n", "sessions",
              std::uintmax_t{result.sessions}, figures.sessions_per_second);
  std::printf("%-12s %12ju\n", "errors", std::uintmax_t{result.errors});
  std::printf("%-12s %12.3f\n\n", "seconds", figures.seconds);
  std::printf("%-12s %12s %12s %12s\n", "", "p50", "p99", "max");
  std::printf("%-12s %12.1f %12.1f %12.1f\n", "latency, us", figures.p50,
              figures.p99, figures.max);
}

std::string to_json(const load::Result& result) {
  const Figures figures = figures_of(result);
  const nlohmann::ordered_json json = {
      {"messages", result.messages},
      {"sessions", result.sessions},
      {"errors", result.errors},
      {"seconds", figures.seconds},
      {"messages_per_second", figures.messages_per_second},
      {"sessions_per_second", figures.sessions_per_second},
      {"latency_us",
       {{"p50", figures.p50}, {"p99", figures.p99}, {"max", figures.max}}}};
  return json.dump(2) + '\n';
}

void report(const clients::LoadOptions& options, const load::Result& result) {
  const bool found_out = result.messages > 0 || result.errors == 0;
  if (options.json != "-" && found_out) print_table(options.plan, result);
  if (options.json == "-") {
    std::cout << to_json(result) << std::flush;
  } else if (!options.json.empty()) {
    std::ofstream file(options.json);
    if (!(file << to_json(result) << std::flush)) {
      throw std::runtime_error("cannot write " + options.json);
    }
  }
  if (result.errors > 0) {
    std::fprintf(stderr, "echo-load: errors: %ju; the first: %s\n",
                 std::uintmax_t{result.errors}, result.first_error.c_str());
  }
}

// As many descriptors as the system lets us have: one for each connection.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) try {
  const auto parsed = clients::parse_load(argc, argv);
  if (const auto* exit_status = std::get_if<clients::ExitStatus>(&parsed)) {
    return exit_status->value;
  }
  const auto& options = std::get<clients::LoadOptions>(parsed);
  raise_descriptor_limit();
  const load::Result result = load::run_closed_loop(options.plan);
  report(options, result);
  return result.errors == 0 ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "echo-load: %s\n", error.what());
  return 1;
}
