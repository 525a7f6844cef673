// Observer: what the kernel shows of a server process.
//
// Checks decide by kernel state, never by time: "blocked in read(2)" is a fact
// that can be looked up. The interface is abstract because the facts of a
// server in another namespace, or of another user, need another reader than
// those of a child process (ProcObserver).
//
// Fails: a process that is gone is an empty answer. Facts that should be there
// but cannot be read (permissions, no /proc) throw std::system_error: that is a
// fault of the platform, never of the server.
//
// Source: proc(5).
#ifndef LABS_CONFORMANCE_OBSERVER_HH
#define LABS_CONFORMANCE_OBSERVER_HH

#include <sys/resource.h>
#include <sys/types.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace conformance {

class Tracer;

/// A thread, or the only thread of a process.
struct Task {
  pid_t tid = 0;
  char state = '?';                          // R, S, D, T, Z, … of proc(5)
  long system_call = -1;                     // its number; -1: in none
  std::array<std::uint64_t, 6> arguments{};  // of that call
  std::string wait_channel;                  // kernel function, where shown
};

struct Process {
  pid_t pid = 0;
  pid_t parent = 0;
  char state = '?';
  std::uint64_t start_ticks = 0;  // with the pid, names one process for ever
};

struct OpenDescriptor {
  int number = -1;
  std::string target;  // "socket:[4711]", "/dev/null", …
};

/// A TCP socket in the network namespace of the server.
struct Socket {
  enum class State { kListening, kEstablished, kOther };
  State state = State::kOther;
  std::uint16_t local_port = 0;
  std::uint16_t peer_port = 0;
  std::size_t unread = 0;   // bytes received but not read yet;
                            // of a listening socket: clients not accepted yet
  std::size_t unsent = 0;   // bytes written that the peer has not acknowledged;
                            // of a listening socket: its backlog, if known
  std::uint64_t inode = 0;  // 0: no process has it open
};

struct Usage {
  std::chrono::nanoseconds cpu_time{};
  std::uint64_t sleeps = 0;  // voluntary context switches, all tasks
  std::size_t resident_bytes = 0;
};

/// Thread: one at a time.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  /// Nothing when there is no such process; a zombie is one, in state Z.
  virtual std::optional<Process> process(pid_t pid) = 0;

  /// Its direct children, zombies included.
  virtual std::vector<Process> children(pid_t pid) = 0;

  /// Its tasks, in the order of their ids; not those of a run-time library
  /// (a sanitizer's), if the observer knows of one.
  virtual std::vector<Task> tasks(pid_t pid) = 0;

  virtual std::vector<OpenDescriptor> descriptors(pid_t pid) = 0;
  virtual Usage usage(pid_t pid) = 0;

  /// How many pieces its address space consists of: a thread's stack is one or
  /// two, as long as somebody may still join the thread.
  virtual std::size_t mappings(pid_t pid) = 0;

  /// The TCP sockets that listen in the server's network namespace.
  virtual std::vector<Socket> listeners() = 0;

  /// The server's end of the connection from `host`, port `peer_port`, to the
  /// same host's `port`. Nothing when the server has closed it.
  virtual std::optional<Socket> connection(const std::string& host,
                                           std::uint16_t port,
                                           std::uint16_t peer_port) = 0;

  /// Wait status of the server, as of waitpid(2), once it has ended. Does not
  /// reap it: that is its launcher's business.
  virtual std::optional<int> wait_status() = 0;

  /// Sends a signal. A process that is gone is no error.
  virtual void signal(pid_t pid, int number) = 0;

  /// Sets the soft limit of open descriptors; returns the one before.
  virtual rlim_t limit_descriptors(pid_t pid, rlim_t soft) = 0;

  /// Attaches a tracer. By default the caller itself is one, which takes no
  /// more rights than `tasks` does.
  virtual std::unique_ptr<Tracer> trace(pid_t pid);
};

}  // namespace conformance

#endif
