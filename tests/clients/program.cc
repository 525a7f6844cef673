#include "tests/clients/program.hh"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

namespace clients {
namespace {

using Clock = std::chrono::steady_clock;

int milliseconds_to(Clock::time_point deadline) {
  using std::chrono::milliseconds;
  const auto left =
      std::chrono::ceil<milliseconds>(deadline - Clock::now()).count();
  return left < 0 ? 0 : static_cast<int>(left);
}

// False at the end of file, an error or the deadline.
bool append_some(int fd, Clock::time_point deadline, std::string& text) {
  pollfd ready{fd, POLLIN, 0};
  if (poll(&ready, 1, milliseconds_to(deadline)) != 1) return false;
  char buffer[64 * 1024];
  const ssize_t n = read(fd, buffer, sizeof buffer);
  if (n <= 0) return false;
  text.append(buffer, static_cast<std::size_t>(n));
  return true;
}

void read_all(int fd, std::string& text) {
  const auto deadline = Clock::now() + kDeadline;
  while (append_some(fd, deadline, text)) {
  }
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(fd, bytes.data(), bytes.size());
    if (n < 0) return;  // it left before it read everything
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, int input,
                 int output, int errors) {
  const std::string path = CLIENTS_FOLDER "/" + arguments.at(0);
  std::vector<std::string> copies = arguments;
  std::vector<char*> argv;
  for (std::string& argument : copies) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  // As from a shell: SIGPIPE, which is ignored here, is not ignored there.
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  errno = posix_spawn(&pid_, path.c_str(), &actions, &attributes, argv.data(),
                      environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (errno != 0) csapp::throw_errno(path.c_str());
}

Program::~Program() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

int Program::wait() {
  const csapp::Descriptor handle(
      static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)));
  if (!handle) csapp::throw_errno("pidfd_open");
  pollfd ended{handle.get(), POLLIN, 0};
  if (poll(&ended, 1, milliseconds_to(Clock::now() + kDeadline)) != 1) {
    kill(pid_, SIGKILL);  // so that whoever writes to it is not stuck
    return -2;
  }
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Pipe::Pipe() {
  int fds[2];
  if (pipe2(fds, O_CLOEXEC) != 0) csapp::throw_errno("pipe2");
  read_end.reset(fds[0]);
  write_end.reset(fds[1]);
}

Outcome run(const std::vector<std::string>& arguments, std::string_view input) {
  signal(SIGPIPE, SIG_IGN);  // it may leave before it read all its input
  Pipe to, from, errors_from;
  Program program(arguments, to.read_end.get(), from.write_end.get(),
                  errors_from.write_end.get());
  to.read_end.reset();
  from.write_end.reset();
  errors_from.write_end.reset();
  Outcome outcome{};
  {
    const std::jthread writer([&] {
      write_all(to.write_end.get(), input);
      to.write_end.reset();
    });
    const std::jthread reader(
        [&] { read_all(errors_from.read_end.get(), outcome.errors); });
    read_all(from.read_end.get(), outcome.output);
    outcome.status = program.wait();
  }
  return outcome;
}

bool read_until(int fd, std::string_view enough, std::string& text) {
  const auto deadline = Clock::now() + kDeadline;
  while (text.find(enough) == std::string::npos) {
    if (!append_some(fd, deadline, text)) return false;
  }
  return true;
}

}  // namespace clients
