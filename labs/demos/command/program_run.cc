#include "labs/demos/command/program_run.hh"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "csapp/descriptor.hh"
#include "labs/demos/command/interruption.hh"
#include "labs/demos/command/process_tree.hh"

namespace demos {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kBetweenLooks{100};
constexpr milliseconds kOfTool{60'000};
constexpr rlim_t kUsualStack = rlim_t{8} << 20;
constexpr int kNotRun = 127;
constexpr int kLooksAsleep = 5;  // then it is stuck
constexpr std::size_t kProgressColumns = 79;

/// The usual size of a thread's stack, whatever this shell allows.
void usual_stack() {
  rlimit stack{};
  ::getrlimit(RLIMIT_STACK, &stack);
  stack.rlim_cur = std::min<rlim_t>(kUsualStack, stack.rlim_max);
  ::setrlimit(RLIMIT_STACK, &stack);
}

void pin_to_one_cpu() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  ::sched_getaffinity(0, sizeof allowed, &allowed);
  unsigned first = 0;
  while (first < CPU_SETSIZE - 1 && !CPU_ISSET(first, &allowed)) ++first;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(first, &one);
  ::sched_setaffinity(0, sizeof one, &one);
}

[[noreturn]] void become(const Words& words, const RunOptions& options,
                         int output) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);  // for a debugger of ours
  usual_stack();
  if (options.on_one_cpu) pin_to_one_cpu();
  const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::dup2(null, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  // What was left open here is none of its business.
  ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
  ::execvp(arguments[0], arguments.data());
  ::_exit(kNotRun);
}

/// Notices when nothing happens any more.
class Watch {
 public:
  Watch(pid_t pid, milliseconds limit)
      : pid_(pid), end_(Clock::now() + limit) {}

  bool is_late() const { return Clock::now() >= end_; }

  /// To be asked when nothing was printed for a while.
  bool sees_nothing_move() {
    const long sleeps = sleeps_of(pid_);
    asleep_ = sleeps >= 0 && sleeps == last_ ? asleep_ + 1 : 0;
    last_ = sleeps;
    return asleep_ >= kLooksAsleep;
  }

 private:
  pid_t pid_;
  Clock::time_point end_;
  long last_ = -1;
  int asleep_ = 0;
};

End follow(pid_t pid, int output, const RunOptions& options,
           std::string& text) {
  Watch watch(pid, options.limit);
  char part[4096];
  while (!watch.is_late()) {
    Interruptible::check();
    pollfd readable{output, POLLIN, 0};
    if (::poll(&readable, 1, static_cast<int>(kBetweenLooks.count())) > 0) {
      const ssize_t got = ::read(output, part, sizeof part);
      if (got <= 0) return End::kByItself;
      text.append(part, static_cast<std::size_t>(got));
      if (options.is_live) show_progress(last_line(text, kProgressColumns));
    } else if (await_end(pid, milliseconds(0))) {
      return End::kByItself;
    } else if (watch.sees_nothing_move()) {
      return End::kStuck;
    }
  }
  return End::kLate;
}

/// A process that is not left running, whatever happens.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  ~Child() {
    if (pid_ < 0) return;
    kill_tree(pid_);
    ::waitpid(pid_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  [[nodiscard]] int reap() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0) {
      if (errno != EINTR) csapp::throw_errno("waitpid");
    }
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
};

/// Leaves what the program has left.
ProgramRun run(const Words& words, const RunOptions& options) {
  const Interruptible interruptible;
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) < 0) csapp::throw_errno("pipe2");
  const csapp::Descriptor read_end(ends[0]);
  csapp::Descriptor write_end(ends[1]);
  const pid_t pid = ::fork();
  if (pid < 0) csapp::throw_errno("fork");
  if (pid == 0) become(words, options, write_end.get());
  Child child(pid);
  write_end.reset();
  ProgramRun run;
  run.end = follow(pid, read_end.get(), options, run.output);
  if (run.end == End::kStuck && options.when_stuck) options.when_stuck(pid);
  if (run.end != End::kByItself) kill_tree(pid);
  run.status = child.reap();
  show_progress("");
  Interruptible::check();
  if (WIFEXITED(run.status) && WEXITSTATUS(run.status) == kNotRun) {
    throw ToolMissing("cannot run " + words[0] +
                      "; scripts/install-dependencies demos installs all that "
                      "demos use");
  }
  return run;
}

struct ChildrenEnder {
  ~ChildrenEnder() { static_cast<void>(end_children()); }
};

}  // namespace

ProgramRun run_program(const Words& words, const RunOptions& options) {
  adopt_orphans();
  const ChildrenEnder ender;  // if anything is thrown
  ProgramRun result = run(words, options);
  result.left_behind = end_children();
  return result;
}

std::string output_of_tool(const Words& words) {
  return run(words, {.limit = kOfTool}).output;
}

void show_progress(const std::string& text) {
  static bool is_shown = false;
  if (::isatty(STDOUT_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0) return;
  if (text.empty() && !is_shown) return;
  is_shown = !text.empty();
  std::fprintf(stderr, "\r\033[K%s", text.c_str());
  std::fflush(stderr);
}

std::string last_line(std::string_view text, std::size_t columns) {
  text = text.substr(0, text.find_last_not_of('\n') + 1);
  text.remove_prefix(text.rfind('\n') + 1);  // npos + 1 is 0
  return std::string(text.substr(0, columns));
}

}  // namespace demos
