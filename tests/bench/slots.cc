// bench-slots: what several servers cost, side by side. It keeps connections to
// all of them and works in short slots: base, s1, base, s2, ..., base. Each
// candidate so has the base before it and after it, and what disturbs the
// machine for longer than a slot disturbs both.
//
// Model:   one thread; it and the servers are meant to share a processor.
// Output:  a line of JSON a slot; times in nanoseconds. What counts and what is
//          discarded is the reader's affair.
// Fails:   a server that does not echo ends it with a line and status 1.
// See:     pairs.py, which reads this; scripts/bench, which starts it.
#include <getopt.h>
#include <sched.h>
#include <sys/resource.h>

#include <charconv>
#include <cstdio>
#include <ctime>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "tests/bench/cpu_clock.hh"
#include "tests/bench/server_load.hh"

namespace bench {
namespace {

constexpr const char* kHelp = R"(usage: bench-slots [options] SERVER...

SERVER is NAME:PORT:PID[:IDLE[:FILE]], on 127.0.0.1; the first is the base. IDLE
clients connect and stay silent. FILE is cpuacct.usage or cpu.stat of a cgroup
that holds the server alone; without it the clocks of the process and its
children count.

  --connect          connect, send, take the echo, close: a message is a session
  --connections N    clients at the same time [16]
  --size N           bytes of a message [64]
  --rounds N         slots of each candidate [10]
  --slot-ms N        length of a slot [100]
  --messages N       end a slot after N messages instead; no warm-up
  --core N           run on this processor only
  --stall S          give up after so many seconds without a move [10]
  --help             print this help

Exit status: 0 done, 1 a server failed, 2 wrong usage.
)";

struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ServerPlan {
  std::string name;
  std::string port;
  pid_t pid = 0;
  int idle = 0;
  std::string usage_file;
};

struct Options {
  LoadPlan load;
  int rounds = 10;
  int slot_ms = 100;
  int messages = 0;
  int core = -1;
  std::vector<ServerPlan> servers;
};

int number_of(std::string_view text, int least) {
  int number = 0;
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || at != end || number < least) {
    throw UsageError("not a number of at least " + std::to_string(least) +
                     ": " + std::string(text));
  }
  return number;
}

ServerPlan server_of(std::string_view text) {
  std::vector<std::string> parts;
  for (std::string_view rest = text; parts.size() < 5;) {
    const std::size_t colon = parts.size() == 4 ? rest.npos : rest.find(':');
    parts.emplace_back(rest.substr(0, colon));
    if (colon == rest.npos) break;
    rest.remove_prefix(colon + 1);
  }
  if (parts.size() < 3) {
    throw UsageError("not NAME:PORT:PID: " + std::string(text));
  }
  ServerPlan plan{parts[0], parts[1], number_of(parts[2], 1), 0, ""};
  number_of(plan.port, 1);
  if (parts.size() > 3) plan.idle = number_of(parts[3], 0);
  if (parts.size() > 4) plan.usage_file = parts[4];
  return plan;
}

void set(Options& options, int option, const char* value) {
  switch (option) {
    case 'n':
      options.load.connect_each = true;
      break;
    case 'c':
      options.load.connections = number_of(value, 1);
      break;
    case 's':
      options.load.size = static_cast<std::size_t>(number_of(value, 1));
      break;
    case 'r':
      options.rounds = number_of(value, 1);
      break;
    case 'm':
      options.slot_ms = number_of(value, 1);
      break;
    case 'M':
      options.messages = number_of(value, 1);
      break;
    case 'p':
      options.core = number_of(value, 0);
      break;
    case 't':
      options.load.stall_limit = std::chrono::seconds(number_of(value, 1));
      break;
    default:
      throw UsageError("unknown or incomplete option");
  }
}

/// None after --help.
std::optional<Options> parse(int argc, char** argv) {
  static const option kOptions[] = {
      {"connect", no_argument, nullptr, 'n'},
      {"connections", required_argument, nullptr, 'c'},
      {"size", required_argument, nullptr, 's'},
      {"rounds", required_argument, nullptr, 'r'},
      {"slot-ms", required_argument, nullptr, 'm'},
      {"messages", required_argument, nullptr, 'M'},
      {"core", required_argument, nullptr, 'p'},
      {"stall", required_argument, nullptr, 't'},
      {"help", no_argument, nullptr, 'h'},
      {}};
  Options options;
  opterr = 0;  // one line of ours says it
  for (int found; (found = getopt_long(argc, argv, "", kOptions, nullptr)) >= 0;
       set(options, found, optarg)) {
    if (found == 'h') return std::nullopt;
  }
  for (int i = optind; i < argc; ++i) {
    options.servers.push_back(server_of(argv[i]));
  }
  if (options.servers.empty()) throw UsageError("name a server");
  return options;
}

// A server with its clients.
struct Subject {
  Subject(const ServerPlan& plan, const LoadPlan& load_plan)
      : name(plan.name),
        clock(plan.pid, plan.usage_file),
        load(plan.name, plan.port, plan.idle, load_plan) {}

  std::string name;
  CpuClock clock;
  ServerLoad load;
};

std::uint64_t own_cpu_ns() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 +
         static_cast<std::uint64_t>(time.tv_nsec);
}

/// The generator's own time leaves out what it reads clocks with.
void run_slot(Subject& subject, const SlotEnd& end) {
  const std::uint64_t server_before = subject.clock.settled_ns();
  const std::uint64_t own_before = own_cpu_ns();
  const SlotFigures figures = subject.load.run(end);
  const std::uint64_t own = own_cpu_ns() - own_before;
  const std::uint64_t server = subject.clock.settled_ns() - server_before;
  std::printf(
      "{\"server\": \"%s\", \"messages\": %ju, \"wall_ns\": %ju, "
      "\"server_ns\": %ju, \"generator_ns\": %ju, \"p50_ns\": %ju, "
      "\"p99_ns\": %ju}\n",
      subject.name.c_str(), std::uintmax_t{figures.messages},
      static_cast<std::uintmax_t>(figures.elapsed.count()),
      std::uintmax_t{server}, std::uintmax_t{own},
      std::uintmax_t{figures.latency_ns.percentile(0.5)},
      std::uintmax_t{figures.latency_ns.percentile(0.99)});
  std::fflush(stdout);
}

void measure(const Options& options) {
  std::vector<std::unique_ptr<Subject>> subjects;
  for (const ServerPlan& plan : options.servers) {
    subjects.push_back(std::make_unique<Subject>(plan, options.load));
  }
  const std::chrono::milliseconds length(options.slot_ms);
  SlotEnd end{length, 0};
  if (options.messages > 0) {
    end = {std::chrono::nanoseconds(0),
           static_cast<std::uint64_t>(options.messages)};
  }
  // The processor's caches forget a server while another one works.
  const auto slot = [&](Subject& subject) {
    if (options.messages == 0) {
      [[maybe_unused]] const auto warm = subject.load.run({length / 8, 0});
    }
    run_slot(subject, end);
  };
  if (options.messages == 0) {
    for (const auto& subject : subjects) {
      [[maybe_unused]] const auto warm = subject->load.run(end);
    }
  }
  for (int round = 0; round < options.rounds; ++round) {
    for (std::size_t i = 1; i < subjects.size(); ++i) {
      slot(*subjects[0]);
      slot(*subjects[i]);
    }
    if (subjects.size() == 1) slot(*subjects[0]);
  }
  if (subjects.size() > 1) slot(*subjects[0]);
}

void set_up(int core) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;  // a descriptor for each connection
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  if (core < 0) return;
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(static_cast<std::size_t>(core), &cores);
  if (sched_setaffinity(0, sizeof cores, &cores) != 0) {
    csapp::throw_errno("sched_setaffinity");
  }
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) try {
  const auto options = bench::parse(argc, argv);
  if (!options) {
    std::fputs(bench::kHelp, stdout);
    return 0;
  }
  bench::set_up(options->core);
  bench::measure(*options);
  return 0;
} catch (const bench::UsageError& error) {
  std::fprintf(stderr, "bench-slots: %s (see --help)\n", error.what());
  return 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench-slots: %s\n", error.what());
  return 1;
}
