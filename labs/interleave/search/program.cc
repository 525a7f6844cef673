#include "labs/interleave/search/program.hh"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

#include "labs/interleave/search/channel_memory.hh"
#include "labs/interleave/search/process.hh"
#include "labs/interleave/search/sound_channel.hh"

namespace interleave {
namespace {

constexpr std::uint32_t kFirstShells = 8;
constexpr long kPatienceNs = 100'000'000;  // between two looks at the process
constexpr double kSpinningSeconds = 2;     // of its own processor time
constexpr int kStillLooks = 20;            // without any processor time
constexpr char kOverwritten[] = ": overwrote the explorer's own memory";

void wait_while(std::uint32_t* word, std::uint32_t value, long patience_ns) {
  const timespec patience{0, patience_ns};
  syscall(SYS_futex, word, FUTEX_WAIT, value, &patience, nullptr, 0);
}

// A hand-over within one processor takes a quarter of one across two.
void run_beside_program(int cpu) {
  if (cpu < 0) return;
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  CPU_SET(static_cast<unsigned>(cpu), &cpus);
  sched_setaffinity(0, sizeof cpus, &cpus);
}

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

bool holds_runtime(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw CannotExplore(path + ": " + std::strerror(errno));
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return bytes.find(kChannelVariable) != std::string::npos;
}

}  // namespace

class Program::Process {
 public:
  explicit Process(ProgramOptions options) : options_(std::move(options)) {
    const std::string& path = options_.arguments.at(0);
    if (!holds_runtime(path)) {
      throw CannotExplore(path +
                          ": not built for exploration; build it with "
                          "`interleave cc` or `interleave c++`");
    }
    channel().fork_each = options_.fork_each ? 1 : 0;
    copy_clients();
    run_beside_program(options_.cpu);
    start();
  }

  Run execute(const Schedule& schedule);
  void start();
  void stop() { process_.reset(); }

  const ProgramOptions& options() const { return options_; }
  const std::optional<Hang>& hang() const { return hang_; }

 private:
  Channel& channel() { return memory_.channel(); }
  // Acquire: pairs with hand_turn_back() in the program, so that all of the
  // run is there.
  std::uint32_t turn() {
    return __atomic_load_n(&channel().turn, __ATOMIC_ACQUIRE);
  }
  void copy_clients();
  void write_plan(const Schedule& schedule);
  void hand_turn_over();
  void await_turn();
  bool looks_hung(std::uint64_t* progress, double* cpu, int* still);
  [[noreturn]] void explain_death(int status);
  [[noreturn]] void give_up();
  void prepare_more_threads();
  void count_steps();
  Run view();

  ProgramOptions options_;
  ChannelMemory memory_;
  std::unique_ptr<interleave::Process> process_;
  std::uint32_t shells_ = kFirstShells;
  std::uint64_t progress_before_ = 0;
  std::optional<Hang> hang_;
};

void Program::Process::copy_clients() {
  Channel& shared = channel();
  std::uint32_t text = 0;
  for (const ScriptedClient& client : options_.clients) {
    if (shared.client_count == kMaxClients ||
        shared.command_count + client.commands.size() > kMaxCommands ||
        text + client.text.size() > kClientText) {
      throw CannotExplore(client.path + ": too many or too long clients");
    }
    shared.clients[shared.client_count++] = {
        shared.command_count,
        static_cast<std::uint32_t>(client.commands.size())};
    for (ClientCommand command : client.commands) {
      command.offset += text;
      shared.commands[shared.command_count++] = command;
    }
    std::ranges::copy(client.text, shared.client_text + text);
    text += static_cast<std::uint32_t>(client.text.size());
  }
}

void Program::Process::start() {
  process_.reset();
  channel().turn = kProgramsTurn;
  channel().shells = shells_;
  process_ = std::make_unique<interleave::Process>(
      options_.arguments, memory_.descriptor(), options_.cpu,
      (options_.flags & kPassOutput) != 0);
  await_turn();
  if (hang_) {
    const std::string where = hang_->where;
    throw CannotExplore(options_.arguments[0] +
                        ": does not come to main: " + where);
  }
}

void Program::Process::write_plan(const Schedule& schedule) {
  Plan& plan = channel().plan;
  plan.policy = schedule.policy;
  plan.flags = options_.flags | schedule.flags;
  plan.seed = schedule.seed;
  plan.depth = schedule.depth;
  plan.length = schedule.length;
  plan.step_limit = std::min(options_.step_limit, kMaxSteps);
  plan.round_limit = options_.round_limit;
  plan.sleep_step = schedule.sleep_step;
  plan.asleep = schedule.asleep;
  plan.constraint_count = static_cast<std::uint32_t>(
      std::min<std::size_t>(schedule.constraints.size(), kMaxConstraints));
  std::copy_n(schedule.constraints.begin(), plan.constraint_count,
              plan.constraints);
  plan.deviation_count = static_cast<std::uint32_t>(
      std::min<std::size_t>(schedule.deviations.size(), kMaxDeviations));
  std::copy_n(schedule.deviations.begin(), plan.deviation_count,
              plan.deviations);
}

void Program::Process::hand_turn_over() {
  progress_before_ = channel().progress;
  channel().outcome.ending = Ending::kRunning;
  // Release: pairs with the load in the program's serve(), so that it sees the
  // plan.
  __atomic_store_n(&channel().turn, kProgramsTurn, __ATOMIC_RELEASE);
  syscall(SYS_futex, &channel().turn, FUTEX_WAKE, 1, nullptr, nullptr, 0);
}

void Program::Process::await_turn() {
  hang_.reset();
  std::uint64_t progress = channel().progress;
  double cpu = process_->cpu_seconds();
  int still = 0;
  while (turn() == kProgramsTurn) {
    wait_while(&channel().turn, kProgramsTurn, kPatienceNs);
    if (turn() != kProgramsTurn) break;
    int status = 0;
    if (process_->has_ended(&status)) explain_death(status);
    if (looks_hung(&progress, &cpu, &still)) {
      stop();
      return;
    }
  }
  if (turn() == kProgramGone) explain_death(0);
  if (turn() != kToolsTurn) give_up();
}

// Is it out of reach: turning without a visible operation, by its own
// processor time (so that a busy machine changes nothing), or asleep in the
// kernel?
bool Program::Process::looks_hung(std::uint64_t* progress, double* cpu,
                                  int* still) {
  const double now = process_->cpu_seconds();
  if (channel().progress != *progress) {
    *progress = channel().progress;
    *cpu = now;
    *still = 0;
    return false;
  }
  if (now - *cpu > kSpinningSeconds) {
    hang_ = Hang{"spinning", false};
    return true;
  }
  const std::string call = process_->blocking_call();
  *still = call.empty() ? 0 : *still + 1;
  if (*still < kStillLooks) return false;
  hang_ = Hang{"blocked in " + call, true};
  return true;
}

void Program::Process::explain_death(int status) {
  const std::string& path = options_.arguments[0];
  const char* text = channel().outcome.text;
  const std::string said(text, strnlen(text, sizeof channel().outcome.text));
  const bool told = turn() == kProgramGone;
  // The runtime's own words are plain.
  if (told && !std::ranges::all_of(said, is_printable)) give_up();
  process_.reset();
  if (told) throw CannotExplore(path + ": " + said);
  if (WIFSIGNALED(status)) {
    throw CannotExplore(path + ": ended by signal " +
                        std::string(strsignal(WTERMSIG(status))) +
                        " where the explorer could not catch it");
  }
  throw CannotExplore(path + ": ended with status " +
                      std::to_string(WEXITSTATUS(status)) +
                      " before its main, or could not be started");
}

void Program::Process::give_up() {
  process_.reset();
  throw CannotExplore(options_.arguments[0] + kOverwritten);
}

// All that is known of a run that hung.
void Program::Process::count_steps() {
  Channel& shared = channel();
  shared.outcome.ending = Ending::kRunning;
  shared.outcome.steps = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(shared.progress - progress_before_, kMaxSteps));
  shared.outcome.calls = 0;
  shared.outcome.threads = 0;
}

Run Program::Process::view() {
  Channel& shared = channel();
  Outcome& outcome = shared.outcome;
  // A copy of the process that died has left no outcome either.
  const bool died = options_.fork_each && outcome.ending == Ending::kRunning;
  if (hang_ || died) count_steps();
  if (!is_sound(shared, hang_ || died)) give_up();
  // Threads of earlier runs are not of this one.
  if (outcome.ending != Ending::kFinished) {
    std::fill(outcome.ends + outcome.threads, std::end(outcome.ends),
              ThreadEnd{});
  }
  Run run;
  run.events = {shared.events, outcome.steps};
  run.decisions = {shared.decisions, outcome.steps};
  if ((shared.plan.flags & kRecordEnabled) != 0) {
    run.enabled = {shared.enabled, outcome.steps};
  }
  if ((shared.plan.flags & kRecordCalls) != 0) {
    run.calls = {shared.calls, outcome.calls};
  }
  run.outcome = &outcome;
  return run;
}

void Program::Process::prepare_more_threads() {
  const std::uint64_t asked = channel().outcome.value;
  if (shells_ >= kMaxThreads) give_up();  // it has as many as there can be
  shells_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(
      std::max<std::uint64_t>(asked, 2 * shells_), kMaxThreads));
  start();
}

Run Program::Process::execute(const Schedule& schedule) {
  for (;;) {
    if (process_ == nullptr) start();
    write_plan(schedule);
    hand_turn_over();
    await_turn();
    const Ending ending = channel().outcome.ending;
    if (hang_ || ending != Ending::kNeedThreads) return view();
    prepare_more_threads();
  }
}

Program::Program(ProgramOptions options)
    : process_(std::make_unique<Process>(std::move(options))) {}
Program::~Program() = default;

Run Program::execute(const Schedule& schedule) {
  return process_->execute(schedule);
}
const std::optional<Hang>& Program::hang() const { return process_->hang(); }
void Program::restart() { process_->start(); }
const ProgramOptions& Program::options() const { return process_->options(); }

}  // namespace interleave
