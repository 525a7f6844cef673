#include "labs/conformance/handler_run.hh"

#include <sys/syscall.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>

#include "labs/conformance/tracer.hh"
#include "labs/conformance/wait_until.hh"

namespace conformance {
namespace {

using Kind = Tracer::Stop::Kind;

constexpr std::size_t kThreadVariables = 4096;  // errno is among the last

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where things are in the memory of the process.
struct Layout {
  Range variables;  // of the thread
  Range library;    // the C library's data; empty if linked statically
};

bool is_library(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  return name.starts_with("libc.so") || name.starts_with("libc-2");
}

Layout layout_of(pid_t pid, std::size_t thread_pointer) {
  Layout layout;
  std::ifstream maps("/proc/" + std::to_string(pid) + "/maps");
  for (std::string line; std::getline(maps, line);) {
    std::istringstream fields(line);
    Range range;
    char dash = 0;
    std::string rights, offset, device, inode, path;
    fields >> std::hex >> range.begin >> dash >> range.end >> rights >>
        offset >> device >> inode >> path;
    if (range.begin < thread_pointer && thread_pointer <= range.end) {
      layout.variables = {
          std::max(range.begin, thread_pointer - kThreadVariables),
          thread_pointer};
    }
    if (rights.starts_with("rw") && is_library(path)) layout.library = range;
  }
  return layout;
}

struct Snapshot {
  std::string variables;
  std::string library;
};

Snapshot snapshot_of(const Tracer& tracer, const Layout& layout) {
  const auto bytes = [&](const Range& range) {
    return tracer.memory(range.begin, range.end - range.begin);
  };
  return {bytes(layout.variables), bytes(layout.library)};
}

/// errno is the one variable of the thread that now holds the last failed
/// call's error and did not before.
HandlerRun compare(const Snapshot& before, const Snapshot& after, int error) {
  HandlerRun run{.library_changed = before.library != after.library};
  const std::size_t size =
      std::min(before.variables.size(), after.variables.size());
  for (std::size_t at = 0; error != 0 && at + sizeof(int) <= size;
       at += sizeof(int)) {
    int old = 0, now = 0;
    std::memcpy(&old, &before.variables[at], sizeof old);
    std::memcpy(&now, &after.variables[at], sizeof now);
    if (now == error && old != error) {
      run.errno_before = old;
      run.errno_after = now;
    }
  }
  return run;
}

/// Whether the process has a handler of its own for the signal.
bool catches(pid_t pid, int signal) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string key; status >> key;) {
    if (key != "SigCgt:") continue;
    unsigned long long mask = 0;
    status >> std::hex >> mask;
    return (mask >> (signal - 1) & 1) != 0;
  }
  return false;
}

/// Goes from stop to stop until the handler has returned.
class Watch {
 public:
  Watch(Tracer& tracer, pid_t pid, int signal)
      : tracer_(tracer), pid_(pid), signal_(signal) {}

  /// Looks at all stops up to now. Returns whether it has seen the end.
  bool advance() {
    while (!run_) {
      const auto stop = tracer_.stop();
      if (!stop) return false;
      see(*stop);
      tracer_.go_on();
    }
    return true;
  }

  [[nodiscard]] const std::optional<HandlerRun>& run() const { return run_; }

 private:
  void see(const Tracer::Stop& stop) {
    if (!inside_) {
      if (stop.kind != Kind::kSignal || stop.signal != signal_) return;
      inside_ = true;
      layout_ = layout_of(pid_, tracer_.thread_pointer());
      before_ = snapshot_of(tracer_, layout_);
    } else if (stop.kind == Kind::kReturn && stop.error != 0) {
      error_ = stop.error;
    } else if (stop.kind == Kind::kCall && stop.call == SYS_rt_sigreturn) {
      run_ = compare(before_, snapshot_of(tracer_, layout_), error_);
    }
  }

  Tracer& tracer_;
  const pid_t pid_;
  const int signal_;
  bool inside_ = false;  // the handler
  int error_ = 0;        // of the last failed call in it
  Layout layout_;
  Snapshot before_;
  std::optional<HandlerRun> run_;
};

}  // namespace

std::optional<HandlerRun> watch_handler(const Endpoint& server, int signal,
                                        const std::function<void()>& cause) {
  if (!catches(server.pid, signal)) return std::nullopt;
  const auto tracer = server.observer.trace(server.pid);
  Watch watch(*tracer, server.pid, signal);
  cause();
  static_cast<void>(
      wait_until(server.patience, [&] { return watch.advance(); }));
  return watch.run();
}

}  // namespace conformance
