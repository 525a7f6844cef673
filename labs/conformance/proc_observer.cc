#include "labs/conformance/proc_observer.hh"

#include <dirent.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <ctime>
#include <memory>
#include <utility>

#include "csapp/descriptor.hh"
#include "labs/conformance/proc_text.hh"
#include "labs/conformance/socket_diag.hh"

namespace conformance {
namespace {

std::string path_of(pid_t pid, const char* entry) {
  return "/proc/" + std::to_string(pid) + "/" + entry;
}

std::string path_of(pid_t pid, pid_t tid, const char* entry) {
  return path_of(pid, "task/") + std::to_string(tid) + "/" + entry;
}

/// ENOENT and ESRCH: the process has gone, which is an answer, not an error.
bool is_gone(int error) { return error == ENOENT || error == ESRCH; }

/// The whole file; nothing when the process has gone.
std::optional<std::string> read_file(const std::string& path) {
  const csapp::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file && is_gone(errno)) return std::nullopt;
  if (!file) csapp::throw_errno(path.c_str());
  std::string text;
  std::array<char, 16384> part;
  for (;;) {
    const ssize_t n = ::read(file.get(), part.data(), part.size());
    if (n < 0 && is_gone(errno)) return std::nullopt;
    if (n < 0) csapp::throw_errno(path.c_str());
    if (n == 0) return text;
    text.append(part.data(), static_cast<std::size_t>(n));
  }
}

/// What only the user of a process or thread may read is root's as soon as it
/// gives up its memory, on its way out: a refusal then means that it has gone.
template <typename Read>
auto read_private(const std::string& status_path, Read read)
    -> decltype(read()) {
  try {
    return read();
  } catch (const std::system_error& error) {
    const auto status = read_file(status_path);
    const bool is_there = status && parse_field(*status, "VmSize:") > 0;
    if (error.code() != std::errc::permission_denied || is_there) throw;
    return {};
  }
}

/// Names in a directory that are numbers, in order; none when it is gone.
std::vector<int> numbers_in(const std::string& path) {
  const std::unique_ptr<DIR, int (*)(DIR*)> dir(::opendir(path.c_str()),
                                                &::closedir);
  if (!dir && !is_gone(errno)) csapp::throw_errno(path.c_str());
  std::vector<int> numbers;
  while (dir) {
    const dirent* entry = ::readdir(dir.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    int number = -1;
    const auto end = name.data() + name.size();
    if (std::from_chars(name.data(), end, number).ptr == end) {
      numbers.push_back(number);
    }
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

/// For systems without the faster way of socket_diag.hh.
std::vector<Socket> read_socket_tables() {
  std::vector<Socket> sockets;
  for (const char* table : {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
    if (const auto text = read_file(table)) parse_sockets(*text, sockets);
  }
  return sockets;
}

/// ThreadSanitizer adds a thread of its own, which blocks all signals it can.
/// It must not be counted: a server has no say in it.
bool belongs_to_sanitizer(const std::string& status) {
#ifdef __SANITIZE_THREAD__
  const auto at = status.find("SigBlk:\t");
  const std::string mask = "fffffffe";  // nothing else blocks SIGHUP to SIGSYS
  return at != status.npos && status.substr(at + 8, 16).find(mask) == 0;
#else
  static_cast<void>(status);
  return false;
#endif
}

}  // namespace

std::optional<Process> ProcObserver::process(pid_t pid) {
  const auto text = read_file(path_of(pid, "stat"));
  return text ? parse_stat(*text) : std::nullopt;
}

std::vector<Process> ProcObserver::children(pid_t pid) {
  std::vector<Process> children;
  // Not task/TID/children: it is optional, and misses some while others exit.
  for (const int other : numbers_in("/proc")) {
    const auto candidate = process(other);
    if (candidate && candidate->parent == pid) children.push_back(*candidate);
  }
  return children;
}

std::vector<Task> ProcObserver::tasks(pid_t pid) {
  std::vector<Task> tasks;
  for (const int tid : numbers_in(path_of(pid, "task"))) {
    const std::string status_path = path_of(pid, tid, "status");
    const auto status = read_file(status_path);
    if (!status || belongs_to_sanitizer(*status)) continue;
    const auto call = read_private(
        status_path, [&] { return read_file(path_of(pid, tid, "syscall")); });
    const auto channel = read_file(path_of(pid, tid, "wchan"));
    const auto stat = read_file(path_of(pid, tid, "stat"));
    if (!call || !channel || !stat) continue;
    Task task{.tid = tid, .wait_channel = *channel};
    if (const auto parsed = parse_stat(*stat)) task.state = parsed->state;
    parse_system_call(*call, task);
    tasks.push_back(std::move(task));
  }
  return tasks;
}

std::vector<OpenDescriptor> ProcObserver::descriptors(pid_t pid) {
  std::vector<OpenDescriptor> descriptors;
  const auto numbers = read_private(
      path_of(pid, "status"), [&] { return numbers_in(path_of(pid, "fd")); });
  for (const int number : numbers) {
    std::array<char, 256> target;
    const std::string link = path_of(pid, "fd/") + std::to_string(number);
    const ssize_t n = ::readlink(link.c_str(), target.data(), target.size());
    if (n < 0) continue;  // closed meanwhile
    descriptors.push_back(
        {number, std::string(target.data(), static_cast<std::size_t>(n))});
  }
  return descriptors;
}

Usage ProcObserver::usage(pid_t pid) {
  Usage usage;
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(pid, &clock) == 0 &&
      ::clock_gettime(clock, &time) == 0) {
    usage.cpu_time = std::chrono::seconds(time.tv_sec) +
                     std::chrono::nanoseconds(time.tv_nsec);
  }
  for (const int tid : numbers_in(path_of(pid, "task"))) {
    const auto status = read_file(path_of(pid, tid, "status"));
    if (!status) continue;
    usage.sleeps += parse_field(*status, "voluntary_ctxt_switches:");
    usage.resident_bytes = parse_field(*status, "VmRSS:") * 1024;
  }
  return usage;
}

std::size_t ProcObserver::mappings(pid_t pid) {
  const auto maps = read_private(
      path_of(pid, "status"), [&] { return read_file(path_of(pid, "maps")); });
  if (!maps) return 0;
  return static_cast<std::size_t>(std::count(maps->begin(), maps->end(), '\n'));
}

std::vector<Socket> ProcObserver::listeners() {
  if (auto answer = query_listeners()) return *answer;
  std::vector<Socket> sockets = read_socket_tables();
  std::erase_if(sockets, [](const Socket& socket) {
    return socket.state != Socket::State::kListening;
  });
  return sockets;
}

std::optional<Socket> ProcObserver::connection(const std::string& host,
                                               std::uint16_t port,
                                               std::uint16_t peer_port) {
  std::vector<Socket> sockets;
  if (auto answer = query_connection(host, port, peer_port)) {
    sockets = std::move(*answer);
  } else {
    sockets = read_socket_tables();
  }
  for (const Socket& socket : sockets) {
    if (socket.local_port == port && socket.peer_port == peer_port &&
        socket.inode != 0) {
      return socket;
    }
  }
  return std::nullopt;
}

std::optional<int> ProcObserver::wait_status() {
  siginfo_t info{};
  if (::waitid(P_PID, static_cast<id_t>(server_), &info,
               WEXITED | WNOHANG | WNOWAIT) < 0) {
    csapp::throw_errno("waitid");
  }
  // One that is traced shows its stops, too, although nobody asked for them.
  if (info.si_pid == 0 || info.si_code == CLD_TRAPPED) return std::nullopt;
  if (info.si_code == CLD_EXITED) return W_EXITCODE(info.si_status, 0);
  return W_EXITCODE(0, info.si_status);
}

void ProcObserver::signal(pid_t pid, int number) {
  if (::kill(pid, number) < 0 && errno != ESRCH) csapp::throw_errno("kill");
}

rlim_t ProcObserver::limit_descriptors(pid_t pid, rlim_t soft) {
  rlimit limit{};
  if (::prlimit(pid, RLIMIT_NOFILE, nullptr, &limit) < 0) {
    csapp::throw_errno("prlimit");
  }
  const rlim_t before = limit.rlim_cur;
  limit.rlim_cur = std::min(soft, limit.rlim_max);
  if (::prlimit(pid, RLIMIT_NOFILE, &limit, nullptr) < 0) {
    csapp::throw_errno("prlimit");
  }
  return before;
}

}  // namespace conformance
