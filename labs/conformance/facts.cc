#include "labs/conformance/facts.hh"

#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstring>

#include "labs/conformance/expectation.hh"
#include "labs/conformance/patience.hh"
#include "labs/conformance/wait_until.hh"

namespace conformance {
namespace {

/// A call that servers wait in.
struct Call {
  long number;
  const char* name;
  bool shows_first;  // its first argument says what it waits for
};

constexpr Call kCalls[] = {
    {SYS_read, "read", true},
    {SYS_write, "write", true},
    {SYS_recvfrom, "recv", true},
    {SYS_sendto, "send", true},
    {SYS_accept, "accept", true},
    {SYS_accept4, "accept4", true},
    {SYS_wait4, "waitpid", true},
    {SYS_waitid, "waitid", false},
    {SYS_epoll_wait, "epoll_wait", true},
    {SYS_poll, "poll", false},
    {SYS_ppoll, "ppoll", false},
    {SYS_select, "select", false},
    {SYS_pselect6, "pselect", false},
    {SYS_futex, "futex (a lock, a semaphore, or another thread's end)", false},
    {SYS_clock_nanosleep, "sleep", false},
    {SYS_nanosleep, "sleep", false},
    {SYS_pause, "pause", false},
};

std::string describe_call(const Task& task) {
  const auto* call = std::ranges::find(kCalls, task.system_call, &Call::number);
  if (call == std::end(kCalls)) {
    return "system call " + std::to_string(task.system_call);
  }
  if (!call->shows_first) return call->name;
  const int first = static_cast<int>(task.arguments[0]);
  return std::string(call->name) + "(" + std::to_string(first) + ")";
}

std::string describe(const Task& task) {
  const std::string who = std::to_string(task.tid);
  if (task.state == 'T' || task.state == 't') return who + " is stopped";
  if (task.state == 'Z') return who + " is a zombie";
  if (task.state == 'R' || task.system_call < 0) return who + " runs";
  return who + " waits in " + describe_call(task);
}

}  // namespace

std::vector<pid_t> family(const Endpoint& server) {
  std::vector<pid_t> pids = {server.pid};
  for (const Process& child : server.observer.children(server.pid)) {
    if (child.state != 'Z') pids.push_back(child.pid);
  }
  return pids;
}

std::vector<Task> family_tasks(const Endpoint& server) {
  std::vector<Task> tasks;
  for (const pid_t pid : family(server)) {
    const auto own = server.observer.tasks(pid);
    tasks.insert(tasks.end(), own.begin(), own.end());
  }
  return tasks;
}

std::size_t count_zombies(const Endpoint& server) {
  const auto children = server.observer.children(server.pid);
  return static_cast<std::size_t>(
      std::count_if(children.begin(), children.end(),
                    [](const Process& child) { return child.state == 'Z'; }));
}

bool is_blocked(const Task& task) {
  return task.state == 'S' && task.system_call >= 0;
}

bool waits_for_ever(const Task& task) {
  if (!is_blocked(task)) return false;
  const auto& arguments = task.arguments;
  switch (task.system_call) {
    case SYS_read:
    case SYS_readv:
    case SYS_recvfrom:
    case SYS_recvmsg:
    case SYS_write:
    case SYS_writev:
    case SYS_sendto:
    case SYS_sendmsg:
    case SYS_accept:
    case SYS_accept4:
    case SYS_wait4:
    case SYS_waitid:
    case SYS_pause:
    case SYS_rt_sigsuspend:
      return true;
    case SYS_poll:
      return static_cast<int>(arguments[2]) < 0;
    case SYS_epoll_wait:
    case SYS_epoll_pwait:
      return static_cast<int>(arguments[3]) < 0;
    case SYS_ppoll:
    case SYS_rt_sigtimedwait:
      return arguments[2] == 0;
    case SYS_futex:
      return arguments[3] == 0;
    case SYS_select:
    case SYS_pselect6:
      return arguments[4] == 0;
    default:
      return false;
  }
}

namespace {

/// A look at all tasks. It takes time, so that what they do may change from the
/// first to the last; not if the next look shows the same.
struct Sample {
  std::vector<pid_t> tids;
  std::uint64_t sleeps = 0;
  bool all_blocked = true;
  bool all_for_ever = true;
  bool operator==(const Sample&) const = default;
};

Sample sample_tasks(const Endpoint& server) {
  Sample sample;
  for (const pid_t pid : family(server)) {
    sample.sleeps += server.observer.usage(pid).sleeps;
    for (const Task& task : server.observer.tasks(pid)) {
      sample.tids.push_back(task.tid);
      sample.all_blocked = sample.all_blocked && is_blocked(task);
      sample.all_for_ever = sample.all_for_ever && waits_for_ever(task);
    }
  }
  return sample;
}

}  // namespace

bool is_blocked(const Endpoint& server) {
  const Sample sample = sample_tasks(server);
  return !sample.tids.empty() && sample.all_blocked &&
         sample_tasks(server) == sample;
}

std::optional<std::uint64_t> standstill(const Endpoint& server) {
  const Sample sample = sample_tasks(server);
  if (sample.tids.empty() || !sample.all_for_ever) return std::nullopt;
  return sample.sleeps;
}

std::optional<Socket> server_end(const Endpoint& server, const Client& client) {
  return server.observer.connection(server.host, server.port, client.port());
}

std::optional<Socket> listener(const Endpoint& server) {
  for (const Socket& socket : server.observer.listeners()) {
    if (socket.local_port == server.port) return socket;
  }
  return std::nullopt;
}

int descriptor_of(const Endpoint& server, pid_t pid, const Socket& socket) {
  const std::string target = "socket:[" + std::to_string(socket.inode) + "]";
  for (const OpenDescriptor& open : server.observer.descriptors(pid)) {
    if (open.target == target) return open.number;
  }
  return -1;
}

bool is_alive(const Endpoint& server, const Process& process) {
  const auto now = server.observer.process(process.pid);
  return now && now->start_ticks == process.start_ticks && now->state != 'Z' &&
         now->state != 'X';
}

int lowest_free_descriptor(const Endpoint& server) {
  int number = 0;
  for (const OpenDescriptor& open : server.observer.descriptors(server.pid)) {
    if (open.number != number) break;
    ++number;
  }
  return number;
}

std::string describe_status(const std::optional<int>& status) {
  if (!status) return "still running";
  if (WIFEXITED(*status)) {
    return "exit status " + std::to_string(WEXITSTATUS(*status));
  }
  return std::string("killed by: ") + ::strsignal(WTERMSIG(*status));
}

std::string describe_tasks(const Endpoint& server) {
  if (const auto status = server.observer.wait_status()) {
    return "the server has ended: " + describe_status(status);
  }
  const auto tasks = family_tasks(server);
  if (tasks.empty()) return "no process is left";
  std::string text = tasks.size() == 1 ? "one process or thread: "
                                       : std::to_string(tasks.size()) +
                                             " processes and threads: ";
  for (std::size_t i = 0; i < tasks.size() && i < 6; ++i) {
    text += (i == 0 ? "" : ", ") + describe(tasks[i]);
  }
  return tasks.size() > 6 ? text + ", ..." : text;
}

void await(const Endpoint& server, std::string_view expected,
           const std::function<bool()>& fact,
           const std::function<std::string()>& observed) {
  Patience patience(server);
  for (auto time = patience.next(); time.count() > 0; time = patience.next()) {
    if (wait_until(time, fact)) return;
  }
  throw Unmet(std::string(expected), observed());
}

void await(const Endpoint& server, std::string_view expected,
           const std::function<bool()>& fact) {
  await(server, expected, fact, [&server] { return describe_tasks(server); });
}

void await_alive(const Endpoint& server, std::string_view expected,
                 const std::function<bool()>& fact,
                 const std::function<std::string()>& observed) {
  const auto has_ended = [&server] {
    return server.observer.wait_status().has_value();
  };
  await(
      server, expected, [&] { return fact() || has_ended(); }, observed);
  require(!has_ended(), expected, describe_tasks(server));
}

void await_blocked(const Endpoint& server) {
  await_alive(
      server, "a server that has done its work and waits, with all its tasks",
      [&server] { return is_blocked(server); },
      [&server] { return describe_tasks(server); });
}

}  // namespace conformance
