#include "labs/grader/sandbox/student_program.hh"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/output_drain.hh"
#include "labs/grader/sandbox/pipe.hh"
#include "labs/grader/sandbox/process_end.hh"
#include "labs/grader/sandbox/process_tree.hh"
#include "labs/grader/sandbox/student_process.hh"

namespace grader {
namespace {

using Clock = std::chrono::steady_clock;

// Reaped at least so often.
constexpr std::chrono::milliseconds kBetweenOrphans{50};

// The examiner's children that are no student's doing; see the header.
struct Family {
  std::set<pid_t> programs;  // students', and their drains
  std::set<pid_t> elders;    // there before the first program
};

Family& family() {
  static Family members;
  return members;
}

std::set<pid_t> others_than(pid_t program) {
  std::set<pid_t> others = family().programs;
  others.insert(family().elders.begin(), family().elders.end());
  others.erase(program);
  return others;
}

void reap_orphans() {
  siginfo_t ended{};
  const int options = WEXITED | WNOHANG | WNOWAIT;
  if (::waitid(P_ALL, 0, &ended, options) < 0 || ended.si_pid == 0) return;
  reap_children(others_than(-1));  // no program: their status is wanted
}

// As of waitpid(2), from what waitid(2) says.
std::optional<int> ended_status(pid_t pid) {
  siginfo_t info{};
  if (::waitid(P_PID, static_cast<id_t>(pid), &info,
               WEXITED | WNOHANG | WNOWAIT) < 0) {
    csapp::throw_errno("waitid");
  }
  // One that is traced shows its stops, too, although nobody asked for them.
  if (info.si_pid == 0 || info.si_code == CLD_TRAPPED) return std::nullopt;
  if (info.si_code == CLD_EXITED) return (info.si_status & 0xff) << 8;
  return info.si_status | (info.si_code == CLD_DUMPED ? 0x80 : 0);
}

constexpr std::chrono::seconds kTimeToReport{5};

}  // namespace

Run run_to_end(const Launch& launch) {
  StudentProgram program(launch);
  const auto status = program.wait(launch.limits.wall - kTimeToReport);
  return {status, program.finish()};
}

StudentProgram::StudentProgram(const Launch& launch) {
  if (family().programs.empty()) family().elders = own_children();
  drain_ =
      std::make_unique<OutputDrain>(launch.input, launch.limits.output_bytes);
  family().programs.insert(drain_->pid());
  try {
    start(launch);
  } catch (...) {
    family().programs.erase(drain_->pid());
    throw;
  }
  drain_->let_go();
}

void StudentProgram::start(const Launch& launch) {
  Pipe outcome = make_pipe();
  // Away from the numbers that the program's own descriptors get.
  csapp::Descriptor failure(
      ::fcntl(outcome.write_end.get(), F_DUPFD_CLOEXEC, kOutOfTheWay));
  if (!failure) csapp::throw_errno("fcntl");
  outcome.write_end.reset();
  const auto stream = [&](int given, std::size_t index) {
    return given >= 0 ? given : drain_->program_end(index);
  };
  const StudentStart start{
      launch,
      {stream(launch.input_from, 0), stream(launch.output_to, 1),
       drain_->program_end(2)},
      failure.get(),
      process_limit(launch.limits)};
  pid_ = ::fork();
  if (pid_ < 0) csapp::throw_errno("fork");
  if (pid_ == 0) become_student(start);
  failure.reset();
  int error = 0;
  ssize_t got = 0;
  while ((got = ::read(outcome.read_end.get(), &error, sizeof error)) < 0 &&
         errno == EINTR) {
  }
  if (got == sizeof error) {
    ::waitpid(pid_, nullptr, 0);
    throw std::system_error(error, std::generic_category(),
                            "confining a student's program");
  }
  family().programs.insert(pid_);
}

StudentProgram::~StudentProgram() {
  try {
    static_cast<void>(finish());
  } catch (const std::exception&) {
    // The box is ended as a whole when the examiner is gone.
  }
}

pid_t StudentProgram::pid() const { return pid_; }

std::optional<int> StudentProgram::wait(std::chrono::milliseconds patience) {
  const Clock::time_point deadline = Clock::now() + patience;
  while (!status_ && !finished_) {
    reap_orphans();
    status_ = ended_status(pid_);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - Clock::now());
    if (status_ || left.count() <= 0) break;
    wait_a_little(pid_, std::min(left, kBetweenOrphans));
  }
  return status_;
}

Printed StudentProgram::finish() {
  if (!finished_) {
    static_cast<void>(wait(std::chrono::milliseconds(0)));
    finished_ = true;
    const pid_t drain = drain_->pid();
    end_descendants(others_than(pid_));
    drain_->finish();
    family().programs.erase(pid_);
    family().programs.erase(drain);
    if (!status_) status_ = SIGKILL;
  }
  return {drain_->kept(1), drain_->kept(2)};
}

}  // namespace grader
