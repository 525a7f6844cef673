#include "tests/grader/sandbox/jobs.hh"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/pipe.hh"
#include "labs/grader/sandbox/student_program.hh"

namespace {

using grader::Commission;
using grader::Report;
using namespace std::chrono_literals;

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

grader::Launch shell(const Commission& commission) {
  grader::Launch launch;
  launch.arguments = {"/bin/bash", "-c", commission.details};
  launch.limits = commission.limits;
  return launch;
}

// Runs `details` by a shell; reports its status and output.
Report run_shell(const Commission& commission) {
  grader::Launch launch = shell(commission);
  launch.input = "from the examiner\n";
  grader::StudentProgram program(launch);
  const auto status = program.wait(20s);
  const grader::Printed printed = program.finish();
  return {"status " + (status ? std::to_string(*status) : "none") + "\nout " +
              printed.out + "\nerr " + printed.err,
          {}};
}

// The same, with a socket that listens as descriptor 3.
Report hand_over(const Commission& commission) {
  auto [read_end, write_end] = grader::make_pipe();
  grader::Launch launch = shell(commission);
  launch.hand_over = {write_end.get()};
  grader::StudentProgram program(launch);
  write_end.reset();
  char part[100];
  const ssize_t got = ::read(read_end.get(), part, sizeof part);
  return {std::string(part, static_cast<std::size_t>(std::max(got, 0L))), {}};
}

// What the program starts inherits descriptor 3, a pipe: does anybody hold it
// when the program was finished?
Report leave(const Commission& commission) {
  auto [read_end, write_end] = grader::make_pipe();
  grader::Launch launch = shell(commission);
  launch.hand_over = {write_end.get()};
  grader::StudentProgram program(launch);
  write_end.reset();
  static_cast<void>(program.wait(20s));
  pollfd pipe{read_end.get(), POLLIN, 0};
  const bool held_before = ::poll(&pipe, 1, 0) == 0;
  static_cast<void>(program.finish());
  const bool held_after = ::poll(&pipe, 1, 0) == 0;
  return {std::string(held_before ? "held" : "free") + ", then " +
              (held_after ? "held" : "free"),
          {}};
}

// Hands out whatever lies in its folder.
Report list_files(const Commission&) {
  Report report;
  for (const auto& file : std::filesystem::recursive_directory_iterator(".")) {
    if (!file.is_regular_file()) continue;
    const std::string path = file.path().lexically_relative(".");
    report.files[path] = content_of(path);
  }
  return report;
}

// Binds TCP port `details` of 127.0.0.1, connects to it, and keeps it until
// the wall limit if a second box is to meet it.
Report bind_port(const Commission& commission) {
  const csapp::Descriptor server(::socket(AF_INET, SOCK_STREAM, 0));
  const csapp::Descriptor client(::socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port =
      htons(static_cast<std::uint16_t>(std::stoi(commission.details)));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto* where = reinterpret_cast<const sockaddr*>(&address);
  if (::bind(server.get(), where, sizeof address) < 0) {
    csapp::throw_errno("bind");
  }
  if (::listen(server.get(), 1) < 0 ||
      ::connect(client.get(), where, sizeof address) < 0) {
    csapp::throw_errno("connect");
  }
  ::pause();  // until the wall limit: a second box is to meet it
  return {};
}

// The system call in which sleep sleeps: clock_nanosleep, 230.
void await_sleep(pid_t pid) {
  const std::string call = "/proc/" + std::to_string(pid) + "/syscall";
  for (int look = 0; look < 2000; ++look) {
    if (content_of(call).starts_with("230 ")) return;
    std::this_thread::sleep_for(5ms);  // sleep: between two looks
  }
}

// What a lab's checks ask the kernel about a student's process.
Report watch(const Commission& commission) {
  grader::Launch launch = shell(commission);
  grader::StudentProgram program(launch);
  const std::string folder = "/proc/" + std::to_string(program.pid());
  await_sleep(program.pid());
  std::string text = "call " + content_of(folder + "/syscall");
  for (const auto& fd : std::filesystem::directory_iterator(folder + "/fd")) {
    text += "fd " + fd.path().filename().string() + " " +
            std::filesystem::read_symlink(fd).string() + "\n";
  }
  return {text + "wchan " + content_of(folder + "/wchan"), {}};
}

// A second program runs while the first one ends; then the second one ends.
Report two_programs(const Commission& commission) {
  grader::StudentProgram stays(shell(commission));
  await_sleep(stays.pid());  // and so it has printed
  { grader::StudentProgram goes(shell(commission)); }
  const bool running = !stays.wait(0ms).has_value();
  return {std::string(running ? "stays" : "gone") + " " + stays.finish().out,
          {}};
}

// As a compiler, which may have less memory than the box.
Report run_compiler(const Commission& commission) {
  grader::Launch launch = shell(commission);
  launch.compiler = true;
  launch.limits.memory_bytes = std::size_t{64} << 20;
  grader::StudentProgram program(launch);
  static_cast<void>(program.wait(20s));
  const grader::Printed printed = program.finish();
  return {printed.out + printed.err, {}};
}

// With $1, a port that we listen on and that it may connect to.
Report let_connect(const Commission& commission) {
  const csapp::Descriptor server(::socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in address{};
  socklen_t length = sizeof address;
  auto* where = reinterpret_cast<sockaddr*>(&address);
  if (::listen(server.get(), 1) < 0 ||
      ::getsockname(server.get(), where, &length) < 0) {
    csapp::throw_errno("listen");
  }
  const std::uint16_t port = ntohs(address.sin_port);
  grader::Launch launch;
  launch.arguments = {"/bin/bash", "-c", commission.details, "bash",
                      std::to_string(port)};
  launch.connects_to = {port};
  grader::StudentProgram program(launch);
  static_cast<void>(program.wait(20s));
  const grader::Printed printed = program.finish();
  return {printed.out + printed.err, {}};
}

Report fail(const Commission& commission) {
  throw std::runtime_error(commission.details);
}

Report stay_for_ever(const Commission& commission) {
  grader::StudentProgram program(shell(commission));
  for (;;) ::pause();
}

const grader::Job kJobs[] = {{"shell", run_shell},
                             {"list", list_files},
                             {"bind", bind_port},
                             {"watch", watch},
                             {"fail", fail},
                             {"stay", stay_for_ever},
                             {"compile", run_compiler},
                             {"connect", let_connect},
                             {"hand over", hand_over},
                             {"two", two_programs},
                             {"leave", leave}};

}  // namespace

std::span<const grader::Job> jobs() { return kJobs; }
