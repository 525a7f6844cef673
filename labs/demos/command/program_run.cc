#include "labs/demos/command/program_run.hh"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "csapp/descriptor.hh"

namespace demos {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kBetweenLooks{100};
constexpr int kNotRun = 127;
constexpr int kLooksAsleep = 5;  // then it is stuck

[[noreturn]] void become(const Words& words, int output) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::dup2(null, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  ::execv(arguments[0], arguments.data());
  ::_exit(kNotRun);
}

/// How often its threads have gone to sleep; -1: one of them does not sleep.
long sleeps_of(pid_t pid) {
  namespace fs = std::filesystem;
  const fs::path tasks = "/proc/" + std::to_string(pid) + "/task";
  std::error_code error;
  long sum = 0;
  for (const auto& task : fs::directory_iterator(tasks, error)) {
    std::ifstream status(task.path() / "status");
    for (std::string key, value;
         status >> key && std::getline(status, value);) {
      if (key == "State:" && value.find('S') == value.npos) return -1;
      if (key == "voluntary_ctxt_switches:") sum += std::stol(value);
    }
  }
  return sum;
}

/// Notices when nothing happens any more.
class Watch {
 public:
  Watch(pid_t pid, milliseconds limit)
      : pid_(pid), end_(Clock::now() + limit) {}

  bool sees_it_stuck() {
    const long sleeps = sleeps_of(pid_);
    asleep_ = sleeps >= 0 && sleeps == last_ ? asleep_ + 1 : 0;
    last_ = sleeps;
    return asleep_ >= kLooksAsleep || Clock::now() >= end_;
  }

 private:
  pid_t pid_;
  Clock::time_point end_;
  long last_ = -1;
  int asleep_ = 0;
};

}  // namespace

ProgramRun run_program(const Words& words, milliseconds limit) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) < 0) csapp::throw_errno("pipe2");
  const csapp::Descriptor read_end(ends[0]);
  csapp::Descriptor write_end(ends[1]);
  const pid_t pid = ::fork();
  if (pid < 0) csapp::throw_errno("fork");
  if (pid == 0) become(words, write_end.get());
  write_end.reset();
  ProgramRun run;
  Watch watch(pid, limit);
  char part[4096];
  for (ssize_t got = 1; got > 0;) {
    pollfd readable{read_end.get(), POLLIN, 0};
    if (::poll(&readable, 1, static_cast<int>(kBetweenLooks.count())) > 0) {
      got = ::read(read_end.get(), part, sizeof part);
      if (got > 0) run.output.append(part, static_cast<std::size_t>(got));
    } else if (!run.was_stuck && watch.sees_it_stuck()) {
      run.was_stuck = true;
      ::kill(pid, SIGKILL);
    }
  }
  if (::waitpid(pid, &run.status, 0) < 0) csapp::throw_errno("waitpid");
  if (WIFEXITED(run.status) && WEXITSTATUS(run.status) == kNotRun) {
    throw std::runtime_error("cannot run " + words[0]);
  }
  return run;
}

}  // namespace demos
