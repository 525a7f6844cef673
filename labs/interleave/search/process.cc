#include "labs/interleave/search/process.hh"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "labs/interleave/runtime/protocol.hh"
#include "labs/interleave/search/system_calls.hh"

namespace interleave {
namespace {

constexpr int kExecFailed = 127;
constexpr int kChannelDescriptor = 3;

// From here to exec only calls that are safe in a forked child of a process
// with threads.
struct Launch {
  const char* path;
  char* const* arguments;
  char* const* environment;
  int channel;
  int cpu;
  bool show_output;
  pid_t parent;
};

void redirect(int descriptor, int flags) {
  const int null = open("/dev/null", flags);
  if (null >= 0 && null != descriptor) {
    dup2(null, descriptor);
    close(null);
  }
}

[[noreturn]] void become_program(const Launch& launch) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != launch.parent) _exit(0);
  // Ctrl-C is the tool's, which ends the program itself.
  setpgid(0, 0);
  // Forbidden in some containers: then addresses may differ between runs,
  // which the trace's numbers do not show.
  personality(ADDR_NO_RANDOMIZE);
  if (launch.cpu >= 0) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(static_cast<unsigned>(launch.cpu), &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
  }
  // The same low numbers each time, whatever the tool has open: the program's
  // own descriptors come after them.
  dup2(launch.channel, kChannelDescriptor);
  fcntl(kChannelDescriptor, F_SETFD, 0);
  close_range(kChannelDescriptor + 1, ~0U, 0);
  redirect(STDIN_FILENO, O_RDONLY);
  if (!launch.show_output) {
    redirect(STDOUT_FILENO, O_WRONLY);
    redirect(STDERR_FILENO, O_WRONLY);
  }
  execve(launch.path, launch.arguments, launch.environment);
  _exit(kExecFailed);
}

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with_channel() {
  std::vector<std::string> variables;
  for (char** at = environ; *at != nullptr; ++at) variables.emplace_back(*at);
  variables.push_back(std::string(kChannelVariable) + "=" +
                      std::to_string(kChannelDescriptor));
  return variables;
}

std::string proc_file(pid_t pid, const char* name) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/" + name);
  std::string line;
  std::getline(file, line);
  return line;
}

// Of "pid (name) state ...", which anybody may read.
bool is_asleep(pid_t pid) {
  const std::string line = proc_file(pid, "stat");
  const std::size_t name_end = line.rfind(") ");
  if (name_end == std::string::npos || name_end + 2 >= line.size()) {
    return false;
  }
  const char process_state = line[name_end + 2];
  return process_state == 'S' || process_state == 'D';
}

}  // namespace

Process::Process(const std::vector<std::string>& arguments, int channel,
                 int cpu, bool show_output) {
  std::vector<std::string> words = arguments;
  std::vector<std::string> variables = environment_with_channel();
  const std::vector<char*> argv = pointers_to(words);
  const std::vector<char*> envp = pointers_to(variables);
  const Launch launch{words[0].c_str(), argv.data(), envp.data(), channel, cpu,
                      show_output,      getpid()};
  pid_ = fork();
  if (pid_ < 0) {
    throw std::system_error(errno, std::generic_category(), "fork");
  }
  if (pid_ == 0) become_program(launch);
}

Process::~Process() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

bool Process::has_ended(int* status) {
  if (pid_ <= 0) return true;
  if (waitpid(pid_, status, WNOHANG) != pid_) return false;
  pid_ = -1;
  return true;
}

double Process::cpu_seconds() const {
  clockid_t clock;
  timespec used;
  if (pid_ <= 0 || clock_getcpuclockid(pid_, &clock) != 0 ||
      clock_gettime(clock, &used) != 0) {
    return 0;
  }
  return static_cast<double>(used.tv_sec) +
         static_cast<double>(used.tv_nsec) * 1e-9;
}

std::string Process::blocking_call() const {
  if (pid_ <= 0) return "";
  const std::string line = proc_file(pid_, "syscall");
  // Hardened systems and containers show this to nobody.
  if (line.empty()) return is_asleep(pid_) ? "a system call" : "";
  if (line.starts_with("running")) return "";
  return name_of_system_call(std::atol(line.c_str()));
}

}  // namespace interleave
