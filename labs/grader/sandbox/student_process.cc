#include "labs/grader/sandbox/student_process.hh"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <system_error>
#include <vector>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/arguments.hh"
#include "labs/grader/sandbox/defences.hh"
#include "labs/grader/sandbox/landlock.hh"
#include "labs/grader/sandbox/process_tree.hh"
#include "labs/grader/sandbox/surroundings.hh"
#include "labs/grader/sandbox/system_call_filter.hh"

namespace grader {
namespace {

// Lowers both, never raises: an ordinary user could not.
void limit(int resource, rlim_t most, rlim_t grace = 0) {
  rlimit now{};
  if (::getrlimit(resource, &now) < 0) csapp::throw_errno("getrlimit");
  const rlimit wanted{std::min(most, now.rlim_max),
                      std::min(most + grace, now.rlim_max)};
  if (::setrlimit(resource, &wanted) < 0) csapp::throw_errno("setrlimit");
}

void apply_limits(const StudentStart& start) {
  const Limits& limits = start.launch.limits;
  // SIGXCPU says what happened; a second later comes SIGKILL.
  limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu.count()), 1);
  limit(RLIMIT_FSIZE, limits.file_bytes);
  limit(RLIMIT_NOFILE, limits.open_files);
  limit(RLIMIT_NPROC, start.processes);
  limit(RLIMIT_CORE, 0);
}

// 0, 1, 2 and the ones handed over get their numbers; all else is closed when
// the program is executed.
void arrange_descriptors(const StudentStart& start) {
  std::vector<int> wanted(start.streams.begin(), start.streams.end());
  wanted.insert(wanted.end(), start.launch.hand_over.begin(),
                start.launch.hand_over.end());
  for (int& fd : wanted) {
    fd = ::fcntl(fd, F_DUPFD_CLOEXEC, kOutOfTheWay);
    if (fd < 0) csapp::throw_errno("fcntl");
  }
  int number = 0;
  for (const int fd : wanted) {
    if (::dup2(fd, number++) < 0) csapp::throw_errno("dup2");
  }
  if (!is_on(Defence::kClosedDescriptors)) return;
  const auto first = static_cast<unsigned>(number);
  if (::syscall(SYS_close_range, first, ~0U, 4U /* CLOSE_RANGE_CLOEXEC */)) {
    csapp::throw_errno("close_range");
  }
}

void forget_signals() {
  for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

Outside outside_of(BoxKind kind, const Launch& launch) {
  if (kind != BoxKind::kUid || !is_on(Defence::kOwnNetwork)) {
    return Outside::kPrivateNetwork;
  }
  // Where Landlock knows no ports, it is all of them or none.
  const bool judged = landlock_version() >= 4 || !launch.connects_to.empty();
  return judged ? Outside::kStreamsOnly : Outside::kNoConnect;
}

void confine(const Launch& launch) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) {
    csapp::throw_errno("no_new_privs");
  }
  const BoxKind kind = surroundings().kind;
  if (kind == BoxKind::kUnconfined) return;
  if (kind == BoxKind::kUid && landlock_version() > 0) {
    confine_by_landlock(surroundings().folder, surroundings().tools,
                        launch.connects_to);
  }
  confine_by_filter(outside_of(kind, launch));
}

[[noreturn]] void execute(const Launch& launch) {
  std::vector<std::string> arguments = launch.arguments;
  std::vector<std::string> environment{
      "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8",
      "HOME=" + surroundings().folder + "/work",
      "TMPDIR=" + surroundings().folder + "/tmp"};
  if (!is_on(Defence::kEmptyEnvironment)) {
    for (char** more = environ; *more; ++more) environment.push_back(*more);
  }
  const std::vector<char*> argv = argument_pointers(arguments);
  const std::vector<char*> variables = argument_pointers(environment);
  // Last: under a sanitizer we ourselves hardly fit.
  if (launch.compiler) limit(RLIMIT_AS, launch.limits.memory_bytes);
  ::execve(argv[0], argv.data(), variables.data());
  ::dprintf(STDERR_FILENO, "%s: %s\n", argv[0], std::strerror(errno));
  ::_exit(127);
}

[[noreturn]] void give_up(int channel, int reason) {
  static_cast<void>(!::write(channel, &reason, sizeof reason));
  ::_exit(126);
}

}  // namespace

rlim_t process_limit(const Limits& limits) {
  if (surroundings().kind != BoxKind::kUnconfined) return limits.processes;
  rlim_t running = 0;
  for (const ProcessEntry& entry : all_processes()) {
    if (entry.uid == ::geteuid()) running += entry.threads;
  }
  return running + limits.processes;
}

void become_student(const StudentStart& start) {
  try {
    ::setsid();
    ::umask(022);
    forget_signals();
    if (::chdir(start.launch.folder.c_str()) < 0) csapp::throw_errno("chdir");
    arrange_descriptors(start);
    apply_limits(start);
    confine(start.launch);
    execute(start.launch);
  } catch (const std::system_error& error) {
    give_up(start.failure, error.code().value());
  } catch (const std::exception&) {
    give_up(start.failure, ENOMEM);  // nothing else throws here
  }
}

}  // namespace grader
