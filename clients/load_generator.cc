// echo-load: how many messages and sessions a server manages, and how long
// they take. The generator itself is in load/; here are its faces: a table for
// people, JSON and percentile lines for programs, and a line that moves while
// it works, on a terminal.
//
// Latencies are in microseconds; percentiles are rounded up by at most 1/128.
//
// Source: closed and open loops: Schroeder, Wierman, Harchol-Balter, "Open
// versus closed: a cautionary tale", NSDI 2006.
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "clients/load/generator.hh"
#include "clients/load/percentile_lines.hh"
#include "clients/options.hh"

namespace {

// The figures that are printed, in the units that are printed.
struct Figures {
  double seconds, messages_per_second, sessions_per_second, cpu_per_message;
  double mean, p50, p90, p99, p99_9, max;
};

Figures figures_of(const load::Result& result) {
  const double seconds = std::chrono::duration<double>(result.elapsed).count();
  const auto part = [](std::uint64_t count, double whole) {
    return count == 0 || whole == 0 ? 0 : static_cast<double>(count) / whole;
  };
  const auto us = [](auto ns) { return static_cast<double>(ns) / 1e3; };
  const load::LatencyHistogram& latency = result.latency_ns;
  return {
      .seconds = seconds,
      .messages_per_second = part(result.messages, seconds),
      .sessions_per_second = part(result.sessions, seconds),
      .cpu_per_message =
          result.messages == 0
              ? 0
              : us(result.cpu.count()) / static_cast<double>(result.messages),
      .mean = us(latency.moments().mean),
      .p50 = us(latency.percentile(0.5)),
      .p90 = us(latency.percentile(0.9)),
      .p99 = us(latency.percentile(0.99)),
      .p99_9 = us(latency.percentile(0.999)),
      .max = us(latency.max()),
  };
}

const char* arrivals_of(const load::Plan& plan) {
  return plan.arrivals == load::Arrivals::kPoisson ? "poisson" : "constant";
}

// What was asked for; a second line for what is not asked for every day.
void print_heading(const load::Plan& plan) {
  std::printf("%s port %s, connections: %d, bytes a message: %s\n",
              plan.host.c_str(), plan.port.c_str(), plan.connections,
              plan.sizes.text().c_str());
  std::string more;
  if (plan.idle > 0) more += ", idle: " + std::to_string(plan.idle);
  if (plan.depth > 1) more += ", depth: " + std::to_string(plan.depth);
  if (plan.threads > 1) more += ", threads: " + std::to_string(plan.threads);
  if (!more.empty()) std::printf("%s\n", more.c_str() + 2);
  if (plan.rate > 0) {
    std::printf("open loop: %g messages a second, %s\n", plan.rate,
                arrivals_of(plan));
  }
  std::printf("\n");
}

void print_table(const load::Plan& plan, const load::Result& result) {
  const Figures figures = figures_of(result);
  print_heading(plan);
  std::printf("%-12s %12s %12s\n", "", "total", "per second");
  std::printf("%-12s %12ju %12.0f\n", "messages",
              std::uintmax_t{result.messages}, figures.messages_per_second);
  std::printf("%-12s %12ju %12.0f\n", "sessions",
              std::uintmax_t{result.sessions}, figures.sessions_per_second);
  std::printf("%-12s %12ju\n", "errors", std::uintmax_t{result.errors});
  std::printf("%-12s %12.3f\n", "seconds", figures.seconds);
  std::printf("%-12s %12.2f us a message, by echo-load itself\n\n", "CPU time",
              figures.cpu_per_message);
  std::printf("%-12s %12s %12s %12s %12s %12s\n", "", "p50", "p90", "p99",
              "p99.9", "max");
  std::printf("%-12s %12.1f %12.1f %12.1f %12.1f %12.1f\n", "latency, us",
              figures.p50, figures.p90, figures.p99, figures.p99_9,
              figures.max);
}

nlohmann::ordered_json plan_as_json(const load::Plan& plan) {
  nlohmann::ordered_json json = {{"connections", plan.connections},
                                 {"idle", plan.idle},
                                 {"threads", plan.threads},
                                 {"depth", plan.depth},
                                 {"size", plan.sizes.text()}};
  if (plan.rate > 0) {
    json["rate"] = plan.rate;
    json["arrivals"] = arrivals_of(plan);
  }
  return json;
}

std::string to_json(const load::Plan& plan, const load::Result& result) {
  const Figures figures = figures_of(result);
  const nlohmann::ordered_json json = {
      {"messages", result.messages},
      {"sessions", result.sessions},
      {"errors", result.errors},
      {"seconds", figures.seconds},
      {"messages_per_second", figures.messages_per_second},
      {"sessions_per_second", figures.sessions_per_second},
      {"own_cpu_us_per_message", figures.cpu_per_message},
      {"latency_us",
       {{"mean", figures.mean},
        {"p50", figures.p50},
        {"p90", figures.p90},
        {"p99", figures.p99},
        {"p99_9", figures.p99_9},
        {"max", figures.max}}},
      {"plan", plan_as_json(plan)}};
  return json.dump(2) + '\n';
}

// To a file, to standard output for "-", nowhere for an empty name.
void write(const std::string& name, const std::string& text) {
  if (name.empty()) return;
  if (name == "-") {
    std::cout << text << std::flush;
    return;
  }
  std::ofstream file(name);
  if (!(file << text << std::flush)) {
    throw std::runtime_error("cannot write " + name);
  }
}

void report(const clients::LoadOptions& options, const load::Result& result) {
  const bool found_out = result.messages > 0 || result.errors == 0;
  const bool only_for_a_program =
      options.json == "-" || options.percentiles == "-";
  if (!only_for_a_program && found_out) print_table(options.plan, result);
  write(options.json, to_json(options.plan, result));
  write(options.percentiles, load::percentile_lines(result.latency_ns));
  if (result.errors > 0) {
    std::fprintf(stderr, "echo-load: errors: %ju; the first: %s\n",
                 std::uintmax_t{result.errors}, result.first_error.c_str());
  }
}

// A line that is written again and again, and gone at the end.
load::Result generate_with_progress(const load::Plan& plan) {
  if (isatty(STDERR_FILENO) == 0) return load::generate(plan);
  const auto start = load::Clock::now();
  const load::Result result =
      load::generate(plan, [start](std::uint64_t messages) {
        const std::chrono::duration<double> time = load::Clock::now() - start;
        std::fprintf(stderr, "\r%8.1f s %12ju messages %10.0f a second\033[K",
                     time.count(), std::uintmax_t{messages},
                     static_cast<double>(messages) / time.count());
      });
  std::fprintf(stderr, "\r\033[K");
  return result;
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
  const load::Result result = generate_with_progress(options.plan);
  report(options, result);
  return result.errors == 0 ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "echo-load: %s\n", error.what());
  return 1;
}
